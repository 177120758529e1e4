package org.ecluse.filter.spam;

import java.util.Map;
import org.ecluse.mail.PlainWords;
import org.ecluse.mail.RegistrableDomain;

/** Names of firms that are often impersonated, shown by mail that does not come from their domains. */
final class BrandRule implements SpamRule {
    /** Brand as a word, and what a domain of it contains. */
    private static final Map<String, String> BRANDS = Map.ofEntries(
            Map.entry("paypal", "paypal"),
            Map.entry("amazon", "amazon"),
            Map.entry("netflix", "netflix"),
            Map.entry("microsoft", "microsoft"),
            Map.entry("office 365", "microsoft"),
            Map.entry("office365", "microsoft"),
            Map.entry("outlook", "microsoft"),
            Map.entry("apple", "apple"),
            Map.entry("icloud", "apple"),
            Map.entry("dhl", "dhl"),
            Map.entry("fedex", "fedex"),
            Map.entry("ups", "ups"),
            Map.entry("usps", "usps"),
            Map.entry("la poste", "laposte"),
            Map.entry("chronopost", "chronopost"),
            Map.entry("colissimo", "laposte"),
            Map.entry("ameli", "ameli"),
            Map.entry("assurance maladie", "ameli"),
            Map.entry("impots gouv", "gouv"),
            Map.entry("credit agricole", "credit-agricole"),
            Map.entry("bnp paribas", "bnpparibas"),
            Map.entry("societe generale", "socgen"),
            Map.entry("credit mutuel", "creditmutuel"),
            Map.entry("banque postale", "labanquepostale"),
            Map.entry("ebay", "ebay"),
            Map.entry("facebook", "facebook"),
            Map.entry("instagram", "instagram"),
            Map.entry("linkedin", "linkedin"),
            Map.entry("docusign", "docusign"),
            Map.entry("dropbox", "dropbox"),
            Map.entry("wells fargo", "wellsfargo"),
            Map.entry("chase", "chase"),
            Map.entry("bank of america", "bankofamerica"),
            Map.entry("hsbc", "hsbc"),
            Map.entry("coinbase", "coinbase"),
            Map.entry("binance", "binance"),
            Map.entry("metamask", "metamask"),
            Map.entry("trust wallet", "trustwallet"),
            Map.entry("norton", "norton"),
            Map.entry("mcafee", "mcafee"),
            Map.entry("geek squad", "bestbuy"),
            Map.entry("spotify", "spotify"),
            Map.entry("orange", "orange"),
            Map.entry("sfr", "sfr"),
            Map.entry("ovh", "ovh"),
            Map.entry("bradesco", "bradesco"),
            Map.entry("itau", "itau"),
            Map.entry("santander", "santander"),
            Map.entry("nubank", "nubank"),
            Map.entry("walmart", "walmart"),
            Map.entry("costco", "costco"),
            Map.entry("starbucks", "starbucks"),
            Map.entry("blockchain", "blockchain"),
            Map.entry("whatsapp", "whatsapp"),
            Map.entry("citibank", "citi"),
            Map.entry("american express", "americanexpress"));

    @Override
    public void examine(SpamView view, SpamNotes notes) {
        if (view.from().isEmpty()) {
            return;
        }
        String domain = RegistrableDomain.of(view.from().get().domain().value());
        String name = PlainWords.of(view.fromName(), 200);
        String subject = PlainWords.of(view.subject(), 300);
        BRANDS.forEach((brand, part) -> {
            String word = " " + brand + " ";
            if (!domain.contains(part)) {
                notes.addIf(name.contains(word), "FROM_NAME_BRAND", brand + ", " + domain);
                notes.addIf(subject.contains(word) && !view.hasThread(), "SUBJECT_BRAND", brand + ", " + domain);
            }
        });
    }
}
