//! Who says what: speakers, documents, and whom "he", "the company" and "a spokesman" mean.

use super::engine::merge;

/// Who says the last sentence of a text.
fn check_said_by(text: &str, expected: Option<&str>) {
    let merge = merge(&[text]);
    let supports = merge.facts.iter().flat_map(|f| &f.support);
    let last = supports.max_by_key(|s| s.loc).expect("the text states something");
    let said = last.said_by.as_ref();
    let who = said.map(|s| {
        let who = [s.who.as_deref(), s.document.as_deref()];
        who.into_iter().flatten().collect::<Vec<_>>().join(", ")
    });
    let is_met = match (expected, &who) {
        (Some(expected), Some(who)) => who.contains(expected),
        (None, who) => who.as_ref().is_none_or(String::is_empty),
        (Some(_), None) => false,
    };
    assert!(is_met, "{text}: {who:?}");
}

#[test]
fn a_pronoun_speaks_for_the_one_named_before() {
    check_said_by("Mayor Anna Weiss opened the bridge. “It is safe,” she said.", Some("Weiss"));
    check_said_by(
        "Anna Weiss said the bridge was safe. She added that it had cost less than planned.",
        Some("Weiss"),
    );
    check_said_by(
        "Anna Weiss said the bridge was safe. Otto Braun disagreed. “It is not,” he said.",
        Some("Braun"),
    );
}

#[test]
fn a_quotation_that_goes_on_has_the_same_speaker() {
    check_said_by("“We came,” said Anna Weiss. “We saw.”", Some("Weiss"));
}

#[test]
fn a_document_speaks_on() {
    check_said_by(
        "The joint statement said arms had been sent. The statement added that this must stop.",
        Some("statement"),
    );
}

#[test]
fn it_said_goes_back_to_who_released_the_statement() {
    check_said_by(
        "The White House released a statement on Tuesday. It said the talks would go on.",
        Some("White House"),
    );
}

#[test]
fn a_name_beside_an_office_is_the_speaker() {
    check_said_by("The mayor, Anna Weiss, said the bridge was safe.", Some("Weiss"));
}

#[test]
fn who_is_told_does_not_speak() {
    check_said_by(
        "Rodel Abanilla, a coast guard spokesman, told reporters at the pier that the ship sank.",
        Some("Abanilla"),
    );
}

#[test]
fn two_speakers_of_one_sentence_are_both_named() {
    let text =
        "The trade minister, Gary Locke, and the interior minister, Ken Salazar, said the rule was bad.";
    check_said_by(text, Some("Locke"));
    check_said_by(text, Some("Salazar"));
}

#[test]
fn who_is_quoted_by_others_is_the_speaker() {
    check_said_by("Rusli Saleh was quoted by state media as saying that houses fell.", Some("Rusli Saleh"));
    check_said_by("The fire was labelled suspicious by James Steele.", Some("James Steele"));
}

#[test]
fn a_quotation_belongs_to_who_is_named_behind_it() {
    check_said_by(
        "“I believe in this team. We are better,” said Ed Stefanski. “We will go on.”",
        Some("Stefanski"),
    );
}

#[test]
fn a_lawyer_is_not_the_client() {
    check_said_by("Anna Weiss met Otto Braun. A lawyer for Weiss, Paul Grimm, said so.", Some("Paul Grimm"));
}

#[test]
fn what_is_done_is_nobodys_word() {
    check_said_by("The police went to check on a threat and found a device.", None);
    check_said_by("Trade between the two places, which began in May, grew 6.1 percent.", None);
}

#[test]
fn a_body_is_a_source() {
    check_said_by(
        "The bridge was safe, according to the ministry of transport.",
        Some("ministry of transport"),
    );
}

#[test]
fn narration_after_a_quotation_is_nobodys_word() {
    check_said_by("“We came,” said Anna Weiss. The bridge is 200 metres long.", None);
}

#[test]
fn a_place_before_an_office_does_not_hide_the_person() {
    check_said_by(
        "One witness told a reporter that shots were fired. Lindau harbour master Anna Weiss said the pier was shut. \
         “We saw it,” she said.",
        Some("Anna Weiss"),
    );
}

#[test]
fn a_title_before_the_subject_hides_nobody() {
    check_said_by(
        "“Nah,” Anna Weiss said. Then came Ms. Braun, an aide. “They are in those awful years,” she wrote.",
        Some("Braun"),
    );
}

#[test]
fn a_company_means_the_one_that_the_article_names_most() {
    check_said_by(
        "Brandt Foods closed its plant. Workers of Brandt Foods went home. “This is a sad day,” the company said in a \
         statement.",
        Some("Brandt Foods"),
    );
}

#[test]
fn a_spokesman_speaks_for_the_body_that_spoke_before() {
    check_said_by(
        "Nordsee Telecom said a cable broke. Sixty per cent of the traffic was lost, a spokesman said.",
        Some("Nordsee Telecom"),
    );
}

#[test]
fn an_owner_is_not_the_agency_that_reports() {
    check_said_by("Egypt's state news agency MENA reported that the cuts happened at sea.", Some("MENA"));
    check_said_by("The team lost at home, dpa reported.", Some("dpa"));
}

#[test]
fn what_is_kept_back_is_said_too() {
    check_said_by("Anna Weiss met the crews. She would not say how many were hurt.", Some("Weiss"));
    check_said_by(
        "A spokeswoman for the port declined to comment on Friday.",
        Some("spokeswoman for the port"),
    );
}

#[test]
fn people_without_a_name_speak() {
    check_said_by(
        "Telephone providers, such as Altel and Bravo, told the paper that traffic fell.",
        Some("providers"),
    );
    check_said_by("Friends of Otto Braun, known as Otti, have described him as “kind”.", Some("Friends"));
    check_said_by("Police are still at the scene and say more will be told.", Some("Police"));
}

#[test]
fn a_measured_figure_belongs_to_who_measured_it() {
    check_said_by("The seismic centre in Graz put the magnitude at 5.9.", Some("seismic centre in Graz"));
}

#[test]
fn a_claim_has_an_owner() {
    check_said_by("The talks followed Ukraine's revelations that arms had been sent.", Some("Ukraine"));
    check_said_by("Braun was held, after the court heard that he was a danger.", Some("court"));
}

#[test]
fn who_writes_a_letter_speaks_in_it() {
    check_said_by(
        "The aide, Anna Weiss, 31, who has a column, wrote an open letter to the mayor, saying he should go.",
        Some("Anna Weiss"),
    );
}

#[test]
fn a_rank_before_a_name_hides_nobody() {
    check_said_by(
        "Cpl. Janice Leader, a dispatcher, told reporters that the man called.",
        Some("Janice Leader"),
    );
}

#[test]
fn a_body_named_behind_an_apposition_hides_nobody() {
    check_said_by(
        "Otto Braun, vice president for law at the charity, Green Valley Foundation, agreed with the ruling.",
        Some("Otto Braun"),
    );
}

#[test]
fn marks_set_loosely_still_close_a_quotation() {
    check_said_by(
        "The coach spoke. \"I believe in them.\n\nThey are better than this, \"said Otto Braun. \"They will \
         win.\n\nThey will find a way. \"",
        Some("Braun"),
    );
    check_said_by("Otto Braun said: \"The fire spread to the roof. \"We saved the hall.\"", Some("Braun"));
}
