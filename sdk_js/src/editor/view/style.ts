/** The layer's style sheet, from its parts. */
import controls from "./controls.css";
import form from "./form.css";
import overlay from "./overlay.css";
import panel from "./panel.css";
import tokens from "./tokens.css";
import writer from "./writer.css";

export default tokens + controls + panel + form + overlay + writer;
