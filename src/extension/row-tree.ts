import type { Row } from "#views/tree";
import * as vscode from "vscode";

/** A row and the repository it belongs to. */
export interface PlacedRow extends Row {
  readonly root: string;
  readonly rows: readonly PlacedRow[];
}

/** Draws rows; knows nothing of what they mean. */
export class RowTree implements vscode.TreeDataProvider<PlacedRow> {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  #rows: readonly PlacedRow[] = [];

  /** Replaces all rows. */
  show(rows: readonly PlacedRow[]): void {
    this.#rows = rows;
    this.#changed.fire();
  }

  getChildren(row?: PlacedRow): PlacedRow[] {
    return [...(row?.rows ?? this.#rows)];
  }

  getTreeItem(row: PlacedRow): vscode.TreeItem {
    const item = new vscode.TreeItem(row.label, collapsibleState(row));
    item.id = `${row.root}|${row.id}`;
    item.description = row.description;
    item.iconPath = new vscode.ThemeIcon(row.icon, row.color ? new vscode.ThemeColor(row.color) : undefined);
    item.contextValue = row.context;
    item.accessibilityInformation = { label: row.spoken };
    item.tooltip = row.tooltip;
    if (row.open && row.rows.length === 0) {
      item.command = { command: "lockstep.openPlace", title: "Open Line", arguments: [row] };
    }
    return item;
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function collapsibleState({ rows, expanded }: PlacedRow): vscode.TreeItemCollapsibleState {
  if (rows.length === 0) return vscode.TreeItemCollapsibleState.None;
  return expanded ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
}

/** Rows with the repository they belong to. */
export function placed(rows: readonly Row[], root: string): PlacedRow[] {
  return rows.map((row) => ({ ...row, root, rows: placed(row.rows, root) }));
}
