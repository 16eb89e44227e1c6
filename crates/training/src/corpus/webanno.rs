//! WebAnno TSV 3.3, the text format in which INCEpTION and WebAnno exchange annotated texts (INCEpTION user guide,
//! appendix "WebAnno TSV 3.3 File format").
//!
//! Two span layers hold an annotation:
//!
//! - `webanno.custom.Statement` on the first piece of the quote, with the features `kind` (the type; *type* is a name that
//!   INCEpTION keeps for itself), `medium`, `act`, `hedge`, `matter` and `party`, and the slots `parts`;
//! - `webanno.custom.Part`, without features, on everything that a slot points at. The role of the slot says what it is:
//!   `quote` (a further piece), `speaker`, `cue`, `addressee`, `frame`. Statements share a part.
//!
//! The package before the last dot of a layer's name does not matter when reading, nor do other layers, chains and
//! relations, the order of columns, or features without a value, which INCEpTION leaves out.
//!
//! Offsets count UTF-16 units. Sentences run up to the next one, white space included, as the format
//! keeps no text between sentences; where another program ended them earlier, [`read`] puts blanks and line breaks there.

mod escape;
mod read;
mod row;
mod write;

pub(super) use read::read;
pub(super) use write::write;

/// The layers' names after the last dot.
const STATEMENT: &str = "Statement";
const PART: &str = "Part";

/// The features of a statement.
const ACT: &str = "act";
const HEDGE: &str = "hedge";
const KIND: &str = "kind";
const MATTER: &str = "matter";
const MEDIUM: &str = "medium";
const PARTY: &str = "party";
/// Its slots.
const PARTS: &str = "parts";

/// The roles of slots.
const QUOTE: &str = "quote";
const SPEAKER: &str = "speaker";
const CUE: &str = "cue";
const ADDRESSEE: &str = "addressee";
const FRAME: &str = "frame";
const ROLES: [&str; 5] = [QUOTE, SPEAKER, CUE, ADDRESSEE, FRAME];

const FORMAT: &str = "#FORMAT=WebAnno TSV ";
const SPAN_LAYER: &str = "#T_SP=";
const CHAIN_LAYER: &str = "#T_CH=";
const RELATION_LAYER: &str = "#T_RL=";
const TEXT: &str = "#Text=";
