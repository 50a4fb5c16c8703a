//! Payments against a decimal model.

use proptest::prelude::*;

use super::super::samples::{CASE, case_in, judgment, number, shown};
use super::*;

fn request(amount: &str, allow_overpayment: bool) -> RecordPayment {
    RecordPayment {
        case_id: CASE,
        amount: number(amount),
        allow_overpayment,
        ..RecordPayment::default()
    }
}

#[test]
fn a_payment_up_to_the_balance_lowers_it_to_the_cent() {
    for (before, amount, after) in [
        ("1000.00", "0.01", "999.99"),
        ("1000.00", "1000.00", "0.00"),
        ("0.30", "0.10", "0.20"),
        ("999999999999.99", "999999999999.98", "0.01"),
    ] {
        for overpayment in [false, true] {
            let payment = pay(&request(amount, overpayment), number(before)).unwrap();
            let expected = Payment {
                before: number(before),
                after: number(after),
                surplus: BigDecimal::zero(),
            };
            assert_eq!(payment, expected);
        }
    }
}

#[test]
fn more_than_is_owed_must_be_meant() {
    let fault = shown(&pay(&request("1000.01", false), number("1000.00")).unwrap_err());
    assert_eq!(
        (fault.0, fault.1.as_str()),
        ("amount_exceeds_balance", "amount is more than is owed")
    );
    assert_eq!(fault.2, "amount is 1000.01, balance is 1000.00");
    assert!(fault.3.contains("allow_overpayment"));
    let meant = request("1000.01", true);
    let payment = pay(&meant, number("1000.00")).unwrap();
    assert_eq!((&payment.after, &payment.surplus), (&number("0"), &number("0.01")));
    assert_eq!(
        payment.payload(&meant).to_string(),
        r#"{"amount":1000.01,"source":null,"balance_before":1000.00,"balance_after":0.00,"surplus":0.01}"#
    );
    assert!(pay(&request("0.01", false), number("0.00")).is_err(), "nothing is owed");
    assert_eq!(pay(&request("0.01", true), number("0.00")).unwrap().surplus, number("0.01"));
}

#[test]
fn the_balance_is_what_is_due_else_the_amount_in_cents() {
    let of = |due: Option<&str>, amount: Option<&str>| {
        let judgment = Judgment {
            balance_due: due.map(number),
            judgment_amount: amount.map(number),
            ..judgment()
        };
        balance_of(&judgment)
    };
    assert_eq!(of(Some("10.00"), Some("99.00")), Ok(number("10.00")));
    assert_eq!(of(Some("0.00"), Some("99.00")), Ok(number("0.00")), "zero is known");
    assert_eq!(of(None, Some("99.00")), Ok(number("99.00")));
    assert_eq!(of(None, Some("99.005")), Ok(number("99.01")), "an adopted column may hold it");
    let unknown = shown(&of(None, None).unwrap_err());
    assert_eq!(unknown.1, "judgment 7 has neither balance_due nor judgment_amount");
}

#[test]
fn the_case_must_be_the_judgment_s_that_was_locked_and_named() {
    let case = case_in("bank_levy");
    assert_eq!(check_case_of_judgment(&case, 7, None), Ok(()));
    assert_eq!(check_case_of_judgment(&case, 7, Some(7)), Ok(()));
    let moved = shown(&check_case_of_judgment(&case, 8, None).unwrap_err());
    assert_eq!(moved.0, "concurrent_change");
    let named = shown(&check_case_of_judgment(&case, 7, Some(9)).unwrap_err());
    assert_eq!(
        (named.0, named.2.as_str()),
        ("judgment_mismatch", "judgment_id is 9, the case's is 7")
    );
}

#[test]
fn a_payment_changes_the_case_s_balance_and_nothing_else() {
    let case = case_in("bank_levy");
    let payment = pay(&request("250.00", false), number("1000.00")).unwrap();
    let after = payment.apply(&case);
    assert_eq!(after.current_balance, Some(number("750.00")));
    assert_eq!(Case { current_balance: case.current_balance.clone(), ..after }, case);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    /// Against whole cents in 128 bits: 64 series of 160 payments.
    #[test]
    fn ten_thousand_payments_agree_with_a_model_in_cents(
        first in 0i128..=99_999_999_999_999,
        amounts in prop::collection::vec((1i128..=2_000_000_000_000, any::<bool>()), 160),
    ) {
        let cents = |cents: i128| BigDecimal::new(cents.into(), 2);
        let (mut owed, mut booked) = (first, cents(0));
        let mut balance = cents(first);
        for (amount, overpayment) in amounts {
            let request = request(&cents(amount).to_plain_string(), overpayment);
            match pay(&request, balance.clone()) {
                Ok(payment) => {
                    prop_assert!(amount <= owed || overpayment);
                    let surplus = (amount - owed).max(0);
                    prop_assert_eq!(&payment.surplus, &cents(surplus));
                    owed = (owed - amount).max(0);
                    booked += &request.amount - &payment.surplus;
                    balance = payment.after;
                }
                Err(_) => prop_assert!(amount > owed && !overpayment),
            }
            prop_assert_eq!(&balance, &cents(owed));
            prop_assert_eq!(cents(first) - &booked, balance.clone());
        }
    }
}
