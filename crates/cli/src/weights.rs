//! The model to read with.

use std::borrow::Cow;
use std::path::Path;

use wortlaut_reading::Model;

use crate::inputs;
use crate::messages::Problem;

/// The built-in model, or that of a file.
pub(crate) fn model(path: Option<&Path>) -> Result<Cow<'static, Model>, Problem> {
    let Some(path) = path else { return Ok(Cow::Borrowed(Model::german())) };
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| inputs::unreadable(name.clone(), error))?;
    Model::from_bytes(&bytes).map(Cow::Owned).map_err(|error| Problem::Model { name, error })
}
