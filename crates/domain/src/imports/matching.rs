//! Whose row it is: by e-mail, then phone, then name; rows of one batch see each other.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

/// A plaintiff that was there before the batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its id.
    pub id: Uuid,
    /// It has an e-mail address already.
    pub has_email: bool,
    /// It has a phone number already.
    pub has_phone: bool,
}

/// What is known about the plaintiff of one row; keys as the database spells them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Candidate {
    /// E-mail address in lower case.
    pub email: Option<String>,
    /// Digits of the phone number.
    pub phone: Option<String>,
    /// Name without case, space and punctuation.
    pub name: Option<String>,
    /// Who has that e-mail address.
    pub by_email: Option<Known>,
    /// Who has that phone number.
    pub by_phone: Option<Known>,
    /// Who has that name.
    pub by_name: Option<Known>,
    /// The id of a new plaintiff, if there must be one.
    pub fresh: Uuid,
}

/// Whose row it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// That of a plaintiff that is there, or that an earlier row of the batch makes.
    Existing(Uuid),
    /// A new one's.
    New(Uuid),
}

impl Match {
    /// The plaintiff's id.
    #[must_use]
    pub fn id(self) -> Uuid {
        match self {
            Self::Existing(id) | Self::New(id) => id,
        }
    }
}

/// Finds the plaintiffs of a batch, row by row, as if each row had been written before the next was
/// read: where the batches end makes no difference.
#[derive(Debug, Default)]
pub struct Matcher {
    by_email: HashMap<String, Uuid>,
    by_phone: HashMap<String, Uuid>,
    by_name: HashMap<String, Uuid>,
    with_email: HashSet<Uuid>,
    with_phone: HashSet<Uuid>,
}

impl Matcher {
    /// The plaintiff of the next row.
    pub fn place(&mut self, row: &Candidate) -> Match {
        let found = self
            .find(row.by_email, row.email.as_ref(), |seen| &seen.by_email)
            .or_else(|| self.find(row.by_phone, row.phone.as_ref(), |seen| &seen.by_phone))
            .or_else(|| self.find(row.by_name, row.name.as_ref(), |seen| &seen.by_name));
        let placed = found.map_or(Match::New(row.fresh), Match::Existing);
        if let (Match::New(id), Some(name)) = (placed, &row.name) {
            self.by_name.insert(name.clone(), id);
        }
        self.learn(row, placed.id());
        placed
    }

    fn find(
        &mut self,
        known: Option<Known>,
        key: Option<&String>,
        seen: impl Fn(&Self) -> &HashMap<String, Uuid>,
    ) -> Option<Uuid> {
        if let Some(known) = known {
            self.with_email.extend(known.has_email.then_some(known.id));
            self.with_phone.extend(known.has_phone.then_some(known.id));
            return Some(known.id);
        }
        seen(self).get(key?).copied()
    }

    /// A row fills what its plaintiff lacks, and is found by that from now on.
    fn learn(&mut self, row: &Candidate, id: Uuid) {
        if let Some(email) = &row.email
            && self.with_email.insert(id)
        {
            self.by_email.entry(email.clone()).or_insert(id);
        }
        if let Some(phone) = &row.phone
            && self.with_phone.insert(id)
        {
            self.by_phone.entry(phone.clone()).or_insert(id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(number: u128, email: &str, phone: &str, name: &str) -> Candidate {
        let key = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Candidate {
            email: key(email),
            phone: key(phone),
            name: key(name),
            fresh: Uuid::from_u128(number),
            ..Candidate::default()
        }
    }

    #[test]
    fn a_later_row_finds_what_an_earlier_one_made() {
        let mut matcher = Matcher::default();
        let first = matcher.place(&row(1, "a@x.y", "5550100", "ann"));
        assert_eq!(first, Match::New(Uuid::from_u128(1)));
        for (email, phone, name) in
            [("a@x.y", "", "other"), ("b@x.y", "5550100", "other"), ("c@x.y", "1", "ann")]
        {
            let found = matcher.place(&row(2, email, phone, name));
            assert_eq!(found, Match::Existing(Uuid::from_u128(1)), "{email}");
        }
    }

    #[test]
    fn e_mail_wins_over_phone_and_phone_over_name() {
        let mut matcher = Matcher::default();
        for (number, email, phone, name) in
            [(1, "a@x.y", "", "ann"), (2, "", "5550100", "bob"), (3, "", "", "cid")]
        {
            matcher.place(&row(number, email, phone, name));
        }
        let all = matcher.place(&row(9, "a@x.y", "5550100", "cid"));
        assert_eq!(all.id(), Uuid::from_u128(1));
        let two = matcher.place(&row(9, "new@x.y", "5550100", "cid"));
        assert_eq!(two.id(), Uuid::from_u128(2));
    }

    #[test]
    fn an_address_that_was_not_taken_over_finds_nobody() {
        let known = Known { id: Uuid::from_u128(7), has_email: true, has_phone: false };
        let mut matcher = Matcher::default();
        let by_name = Candidate { by_name: Some(known), ..row(1, "second@x.y", "5550100", "ann") };
        assert_eq!(matcher.place(&by_name), Match::Existing(known.id));
        // The plaintiff kept its own address, so this one is a stranger's; the phone was empty.
        let stranger = matcher.place(&row(2, "second@x.y", "", "bea"));
        assert_eq!(stranger, Match::New(Uuid::from_u128(2)));
        let by_phone = matcher.place(&row(3, "", "5550100", "cleo"));
        assert_eq!(by_phone, Match::Existing(known.id));
    }
}
