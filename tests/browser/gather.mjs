// A small initiative made through pages alone: a data manager, partners, and one who decides, each with an account of its own.

export const HOME = "/i/first-jobs";
export const GROUP = "Steering circle";
const PASSWORD = "a long one nobody guesses";

/**
 * At an empty `house`: `partners` is the name of each organisation by the word for whoever speaks for it. Answers the hands of
 * everybody by that word, of the `manager` and of the one `seat`, which come from `somebody()`; all others come by a mailed
 * invitation.
 */
export async function gather(house, mail, somebody, partners) {
  const manager = await somebody();
  await manager.open(house.setupLink());
  await manager.fill({ "Your name": "The data manager", "Your e-mail address": "data@example.org", Password: PASSWORD });
  await manager.press("Make this account");
  await manager.fill({ "What is it called?": "First jobs", "The problem, in one line": "Courses end, and no job begins." });
  await manager.press("Start it");
  for (const partner of Object.values(partners)) {
    await manager.open(`${HOME}/partners/new`);
    await manager.fill({ Organisation: partner, "What does it bring?": "People who finish a course" });
    await manager.press("Take it in");
  }
  await manager.open(`${HOME}/groups/new`);
  await manager.fill({ "What is it called?": GROUP, Seats: "Learners" });
  await manager.press("Create it");
  const invited = async (calling, name) => {
    const address = `${name}@example.org`;
    await manager.open(`${HOME}/people/invite`);
    await manager.fill({ "Their e-mail address": address });
    await manager.pick("What shall they be here?", calling);
    await manager.press("Send the invitation");
    const hands = await somebody();
    await hands.open(await mail.link(address, "/invitation/"));
    await hands.fill({ "Your name": name });
    await hands.press("Accept the invitation");
    return hands;
  };
  const people = { manager };
  for (const [name, partner] of Object.entries(partners)) people[name] = await invited(`Speaks for ${partner}`, name);
  people.seat = await invited(`${GROUP}: seat for Learners`, "learner");
  return people;
}

/** The manager proposes, the one who decides consents, and it is so. Begins on the form of a proposal. */
export async function decide({ manager, seat }, title) {
  await manager.fill({ "What is it about?": title, "What do you propose?": "As it stands here." });
  await manager.press("Ask for a decision");
  await seat.open(manager.path);
  await seat.tick("Consent: good enough for now, safe enough to try");
  await seat.press("Give this answer");
  await seat.press("Count the answers");
}
