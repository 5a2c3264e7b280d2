//! The program that decodes and encodes: what it answers to each instance.

use serde_json::Value;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

/// What came of an instance.
pub type Answer = Result<Value, String>;

/// Asks about instances, each with the number of its type. One that ends the program is asked about
/// no more, and the program is started again for the others.
pub fn ask(program: &Path, questions: &[(usize, &Value)]) -> Result<Vec<Answer>, String> {
    let mut answers = Vec::with_capacity(questions.len());
    while answers.len() < questions.len() {
        let rest = questions.get(answers.len()..).unwrap_or_default();
        let known = answers.len();
        once(program, rest, &mut answers)?;
        if answers.len() < questions.len() {
            answers.push(Err("the program was brought down".to_owned()));
        }
        // Many that end the program: the rest would not be different.
        if answers.len() == known {
            break;
        }
    }
    Ok(answers)
}

fn once(
    program: &Path,
    questions: &[(usize, &Value)],
    answers: &mut Vec<Answer>,
) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", program.display());
    let mut child = Command::new(program)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(failed)?;
    let (input, output) = (child.stdin.take(), child.stdout.take());
    std::thread::scope(|scope| {
        scope.spawn(move || {
            let Some(mut input) = input else { return };
            for (number, instance) in questions {
                // It may have ended: then the answers say where.
                if writeln!(input, "{number}\t{instance}").is_err() {
                    return;
                }
            }
        });
        for line in output
            .into_iter()
            .flat_map(|output| BufReader::new(output).lines())
        {
            answers.push(answer(&line.map_err(failed)?)?);
        }
        Ok::<_, String>(())
    })?;
    child.wait().map_err(failed)?;
    Ok(())
}

fn answer(line: &str) -> Result<Answer, String> {
    let wrong = || format!("not understood: {line}");
    let mut parts = line.splitn(3, '\t').skip(1);
    let word = parts.next().ok_or_else(wrong)?;
    let text: String = parts
        .next()
        .and_then(|text| serde_json::from_str(text).ok())
        .ok_or_else(wrong)?;
    Ok(match word {
        "ok" => serde_json::from_str(&text).map_err(|error| format!("wrote no JSON: {error}")),
        _ => Err(text),
    })
}
