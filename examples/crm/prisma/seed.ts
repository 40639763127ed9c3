// Fills an empty store with a few people to play with: npx tsx prisma/seed.ts
import { loadConfig } from "../src/config.ts";
import { createContact } from "../src/contacts/contacts.ts";
import { createLead } from "../src/leads/leads.ts";
import { openStore } from "../src/store/index.ts";

const people = [
  { email: "mira@northwind.example", fullName: "Mira Holm", phone: "+4520000001", source: "referral" },
  { email: "jon@contoso.example", fullName: "Jon Adeyemi", phone: "+4520000002", source: "webinar" },
  { email: "lea@fabrikam.example", fullName: "Lea Fontaine", phone: null, source: "website" },
];

const store = await openStore(loadConfig().databaseUrl);
if ((await store.contacts.list()).length > 0) {
  console.log("The store is not empty, nothing seeded.");
} else {
  for (const { source, ...person } of people) {
    const contact = await createContact(store, "seed", person);
    await createLead(store, "seed", { contactId: contact.id, source });
  }
  console.log(`Seeded ${people.length} contacts.`);
}
await store.close();
