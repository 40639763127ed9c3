/**
 * The part of SARIF 2.1.0 that Lockstep writes, strictly: what is not named here may not appear. Written from
 * the standard's text (§3.13 log, §3.14 run, §3.19 tool component, §3.27 result) and from what code scanning
 * demands of an upload.
 */
const text = {
  type: "object",
  additionalProperties: false,
  required: ["text"],
  properties: { text: { type: "string", minLength: 1 } },
};
const physicalLocation = {
  type: "object",
  additionalProperties: false,
  required: ["artifactLocation", "region"],
  properties: {
    artifactLocation: {
      type: "object",
      additionalProperties: false,
      required: ["uri"],
      properties: {
        // A relative reference: no scheme, no root, no character a URI may not hold.
        uri: {
          type: "string",
          pattern: "^(?![A-Za-z][A-Za-z0-9+.-]*:)(?!/)(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-F]{2})+$",
        },
        uriBaseId: { const: "%SRCROOT%" },
      },
    },
    region: {
      type: "object",
      additionalProperties: false,
      required: ["startLine"],
      properties: { startLine: { type: "integer", minimum: 1 }, endLine: { type: "integer", minimum: 1 } },
    },
  },
};
const level = { enum: ["none", "note", "warning", "error"] };
const rule = {
  type: "object",
  additionalProperties: false,
  required: ["id", "shortDescription", "properties"],
  properties: {
    id: { type: "string", minLength: 1, maxLength: 255 },
    shortDescription: text,
    fullDescription: text,
    help: text,
    helpUri: { type: "string", pattern: "^https://" },
    defaultConfiguration: { type: "object", additionalProperties: false, properties: { level } },
    properties: {
      type: "object",
      additionalProperties: false,
      properties: { tags: { type: "array", maxItems: 10, uniqueItems: true, items: { type: "string" } } },
    },
  },
};
const result = {
  type: "object",
  additionalProperties: false,
  required: ["ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"],
  properties: {
    ruleId: { type: "string" },
    ruleIndex: { type: "integer", minimum: 0 },
    level,
    message: text,
    locations: {
      type: "array",
      minItems: 1,
      maxItems: 1,
      items: {
        type: "object",
        additionalProperties: false,
        required: ["physicalLocation"],
        properties: { physicalLocation },
      },
    },
    relatedLocations: {
      type: "array",
      maxItems: 100,
      items: {
        type: "object",
        additionalProperties: false,
        required: ["id", "physicalLocation"],
        properties: { id: { type: "integer" }, physicalLocation, message: text },
      },
    },
    partialFingerprints: {
      type: "object",
      additionalProperties: false,
      required: ["lockstepObligation/v1"],
      properties: { "lockstepObligation/v1": { type: "string", pattern: "^[0-9a-f]{64}$" } },
    },
    suppressions: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["kind", "status", "justification"],
        properties: {
          kind: { const: "external" },
          status: { const: "accepted" },
          justification: { type: "string", minLength: 1 },
        },
      },
    },
  },
};
const notification = {
  type: "object",
  additionalProperties: false,
  required: ["message"],
  properties: { level, message: text },
};

export const SARIF_SUBSET = {
  type: "object",
  additionalProperties: false,
  required: ["$schema", "version", "runs"],
  properties: {
    $schema: { const: "https://json.schemastore.org/sarif-2.1.0.json" },
    version: { const: "2.1.0" },
    runs: {
      type: "array",
      minItems: 1,
      maxItems: 1,
      items: {
        type: "object",
        additionalProperties: false,
        required: ["tool", "results", "columnKind", "automationDetails"],
        properties: {
          tool: {
            type: "object",
            additionalProperties: false,
            required: ["driver"],
            properties: {
              driver: {
                type: "object",
                additionalProperties: false,
                required: ["name", "version", "rules"],
                properties: {
                  name: { const: "Lockstep" },
                  version: { type: "string" },
                  rules: { type: "array", uniqueItems: true, items: rule },
                },
              },
            },
          },
          columnKind: { const: "utf16CodeUnits" },
          automationDetails: {
            type: "object",
            additionalProperties: false,
            required: ["id"],
            properties: { id: { type: "string", pattern: "^lockstep/[a-z0-9-]+/$" } },
          },
          invocations: {
            type: "array",
            items: {
              type: "object",
              additionalProperties: false,
              required: ["executionSuccessful"],
              properties: {
                executionSuccessful: { type: "boolean" },
                toolExecutionNotifications: { type: "array", items: notification },
              },
            },
          },
          results: { type: "array", maxItems: 25_000, items: result },
        },
      },
    },
  },
};
