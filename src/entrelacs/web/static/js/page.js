/* What every page starts. */
import { connectDialogs } from "./dialog.js";
import { connectMenus } from "./menu.js";
import { connectTheme } from "./theme.js";
import { connectToasts } from "./toast.js";

connectTheme(document);
connectMenus(document);
connectDialogs(document);
connectToasts(document);
