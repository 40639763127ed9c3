import type { Finding } from "../model/finding.ts";
import type { Linted } from "./linted.ts";
import { exactMarkers } from "./markers.ts";

/** Markers that mean the same and are written differently: other dashes, spaces, case, broken encoding. */
export function lintMarkers({ markers, read: { document } }: Linted): Finding[] {
  const exact = exactMarkers(markers);
  return markers.flatMap(({ raw, key, line, start, end, place }): Finding[] => {
    const wanted = exact.get(key);
    if (wanted === undefined || raw === wanted) return [];
    const model = markers.find((use) => use.raw === wanted);
    return [
      {
        rule: "protocol/marker",
        severity: "warning",
        message: `The gate marker is written “${raw}” here; exactly it is “${wanted}”, and people and agents copy what they see.`,
        place,
        because: model ? [model.place] : [],
        fixes: [
          {
            title: "Use exact gate marker",
            edits: [
              {
                path: document.path,
                start: { line, column: start },
                end: { line, column: end },
                text: wanted,
              },
            ],
          },
        ],
      },
    ];
  });
}
