//! `wortlaut export`.

use std::io;

use wortlaut_ledger::Time;

use crate::arguments::Format;
use crate::find::model;
use crate::ledger_arguments::{Export, ExportFormat};
use crate::messages::{Messages, Problem};
use crate::output::{Output, Rendered};
use crate::verify::talk;
use crate::{Outcome, inputs, ledger_file};

pub(crate) fn run(arguments: &Export) -> Outcome {
    talk(&arguments.talk, |messages| export(arguments, messages))
}

fn export(arguments: &Export, messages: Messages) -> Result<Outcome, Problem> {
    let ExportFormat::Jsonl = arguments.format;
    let as_of = arguments.as_of.as_deref().map(Time::end_of).transpose()?;
    let ledger = ledger_file::to_read(&arguments.ledger)?;
    let output = arguments.output.as_deref();
    if let Some(output) = output
        && inputs::same(ledger.path(), output)
    {
        return Err(Problem::OutputIsInput { name: output.display().to_string() });
    }
    let name = output.map_or_else(|| "stdout".to_owned(), |path| path.display().to_string());
    let unwritable = |error: io::Error| Problem::Unwritable { name: name.clone(), error };
    let mut target = Output::new(output, Format::Jsonl, false, messages.language).map_err(unwritable)?;
    let (mut count, mut broken) = (0_u64, None);
    let forgotten = ledger.export(as_of.as_ref(), !arguments.as_read, |reading| {
        let mut line = Vec::new();
        let written = model(&reading).write_json_line(&mut line).and_then(|()| target.write(None, &Rendered::Text(line)));
        count += 1;
        broken = written.err();
        broken.is_none()
    })?;
    match broken.map_or_else(|| target.finish(), Err) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => return Err(unwritable(error)),
        _ => {}
    }
    if forgotten > 0 {
        messages.left_out(forgotten);
    }
    Ok(if count > 0 { Outcome::Found } else { Outcome::Nothing })
}
