//! Things that JavaScript knows by their numbers.

use alloc::vec::Vec;

/// Things, each with a number that is another's once it is gone.
pub(super) struct Table<T>(Vec<Option<T>>);

impl<T> Table<T> {
    pub(super) const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds one and answers its number.
    pub(super) fn add(&mut self, thing: T) -> usize {
        let number = self.0.iter().position(Option::is_none).unwrap_or(self.0.len());
        match self.0.get_mut(number) {
            Some(slot) => *slot = Some(thing),
            None => self.0.push(Some(thing)),
        }
        number
    }

    pub(super) fn get(&mut self, number: usize) -> Option<&mut T> {
        self.0.get_mut(number)?.as_mut()
    }

    pub(super) fn remove_all(&mut self, is_gone: impl Fn(&T) -> bool) {
        for slot in &mut self.0 {
            slot.take_if(|thing| is_gone(thing));
        }
    }

    pub(super) fn remove(&mut self, number: usize) {
        if let Some(slot) = self.0.get_mut(number) {
            *slot = None;
        }
    }
}
