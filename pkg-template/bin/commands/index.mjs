/** All commands, in the order in which the help shows them. */

import { cancel } from "./cancel.mjs";
import { completion } from "./completion.mjs";
import { confirm } from "./confirm.mjs";
import { create } from "./create.mjs";
import { deleteCommand } from "./delete.mjs";
import { describe } from "./describe.mjs";
import { emulator } from "./emulator.mjs";
import { list } from "./list.mjs";
import { priority } from "./priority.mjs";
import { sign } from "./sign.mjs";
import { wait } from "./wait.mjs";
import { watch } from "./watch.mjs";

export const COMMANDS = [list, describe, create, confirm, cancel, priority, deleteCommand, watch, wait, sign, emulator, completion];
