/** Something that a person entered or an address answered is wrong: the text is connection.problem.<reason>. */
export class Problem extends Error {
  constructor(reason, values = {}) {
    super(reason);
    this.name = "Problem";
    this.reason = reason;
    this.values = values;
  }
}
