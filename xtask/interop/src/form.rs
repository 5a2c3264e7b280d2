//! Forms with files.

use crate::arguments::Arguments;
use clientwright_runtime::File;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// A member of a form that holds files.
pub trait Files {
    /// Puts them there.
    ///
    /// # Errors
    /// If there are too few or too many.
    fn put(&mut self, files: Vec<File>) -> Result<(), String>;
}

impl Files for File {
    fn put(&mut self, files: Vec<File>) -> Result<(), String> {
        let count = files.len();
        let [file] = <[File; 1]>::try_from(files).map_err(|_| format!("{count} files for one"))?;
        *self = file;
        Ok(())
    }
}

impl Files for Vec<File> {
    fn put(&mut self, files: Vec<File>) -> Result<(), String> {
        *self = files;
        Ok(())
    }
}

impl<T: Files + Default> Files for Option<T> {
    fn put(&mut self, files: Vec<File>) -> Result<(), String> {
        self.insert(T::default()).put(files)
    }
}

impl Arguments<'_> {
    /// The form, with empty files in their places: the members that hold some, and whether a list.
    ///
    /// # Errors
    /// If it is not of this type.
    pub fn form<T: DeserializeOwned>(&self, files: &[(&str, bool)]) -> Result<T, String> {
        let body = self.body()?;
        if body.raw.is_some() {
            return self.json();
        }
        let mut members: Map<String, Value> = body.parts.clone().into_iter().collect();
        for (member, is_list) in files {
            let mut own = body.files.iter().filter(|part| part.member == *member);
            if own.next().is_some() {
                let empty = Value::String(String::new());
                let value = if *is_list { vec![empty].into() } else { empty };
                members.insert((*member).to_owned(), value);
            }
        }
        let first = match serde_json::from_value(Value::Object(members.clone())) {
            Ok(form) => return Ok(form),
            Err(error) => error,
        };
        // The server has read the texts of the form as JSON.
        for value in members
            .values_mut()
            .filter(|value| value.is_number() || value.is_boolean())
        {
            *value = Value::String(value.to_string());
        }
        let form = serde_json::from_value(Value::Object(members));
        form.map_err(|_| format!("the form as argument: {first}"))
    }

    /// Puts the files of a member in their place.
    ///
    /// # Errors
    /// If there are too few or too many.
    pub fn files(&self, member: &str, place: &mut impl Files) -> Result<(), String> {
        let own = self
            .body()?
            .files
            .iter()
            .filter(|part| part.member == member);
        let files: Vec<File> = own
            .map(|part| {
                let file = File::new(part.buffer.data.clone());
                file.name(&*part.name).content_type(&*part.media_type)
            })
            .collect();
        if files.is_empty() {
            return Ok(());
        }
        place.put(files).map_err(|why| format!("`{member}`: {why}"))
    }
}
