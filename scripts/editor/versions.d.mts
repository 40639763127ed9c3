export declare const codeServer: string;
export declare const root: string;
export declare const store: string;
export declare const home: string;
export declare const stamp: string;
