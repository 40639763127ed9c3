/** The scanner and its rules: a bundle of its own, loaded when somebody first scans. */
export { lintSource } from "@secretlint/core";
export { creator } from "@secretlint/secretlint-rule-preset-recommend";
