export type LeadStatus = "NEW" | "CONTACTED" | "QUALIFIED" | "LOST";
export type DealStage = "OPEN" | "PROPOSAL" | "WON" | "LOST";
export type ActivityKind = "CALL" | "NOTE";
export type Channel = "EMAIL" | "SMS";
export type MessageStatus = "DRAFT" | "APPROVED" | "SENT" | "REJECTED";

export interface Row {
  id: string;
  createdAt: Date;
}

export interface Contact extends Row {
  email: string;
  fullName: string;
  phone: string | null;
  optedOut: boolean;
}

export interface Lead extends Row {
  contactId: string;
  source: string;
  status: LeadStatus;
  score: number;
  ownerId: string | null;
  assignedAt: Date | null;
}

export interface Deal extends Row {
  leadId: string;
  title: string;
  amountCents: number;
  currency: string;
  stage: DealStage;
  closedAt: Date | null;
}

export interface Activity extends Row {
  leadId: string;
  kind: ActivityKind;
  note: string;
  attempts: number;
}

export interface OutboundMessage extends Row {
  contactId: string;
  channel: Channel;
  body: string;
  status: MessageStatus;
  createdBy: string;
  approvedBy: string | null;
  approvedAt: Date | null;
  sentAt: Date | null;
}

export interface AuditEntry extends Row {
  actor: string;
  action: string;
  entity: string;
  entityId: string;
}

/** Rows of one kind, oldest first. */
export interface Collection<T extends Row> {
  list(where?: Partial<T>): Promise<T[]>;
  get(id: string): Promise<T | undefined>;
  add(row: Omit<T, keyof Row>): Promise<T>;
  change(id: string, patch: Partial<T>): Promise<T>;
}

export interface Store {
  readonly contacts: Collection<Contact>;
  readonly leads: Collection<Lead>;
  readonly deals: Collection<Deal>;
  readonly activities: Collection<Activity>;
  readonly messages: Collection<OutboundMessage>;
  readonly audit: Collection<AuditEntry>;
  close(): Promise<void>;
}
