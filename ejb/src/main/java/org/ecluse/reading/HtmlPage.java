package org.ecluse.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ecluse.mail.Budget;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * What one walk through an HTML part finds.
 *
 * @param attached part is an attachment, opened only by a click
 * @param text characters that are shown
 * @param hiddenText characters that are in the text but not shown, counted
 * @param tinyText characters in letters too small to read, counted
 * @param images number of images; {@code remoteImages} of them fetched from a server
 * @param passwordField an input of type password, or of a name like one
 * @param formTargets where forms send what is typed, as written, "" for the page itself; bounded
 * @param pixels remote images of one pixel or none, which only tell that the mail was opened
 * @param dataImages images that stand in the page itself, as {@code data:} addresses; bounded
 * @param scriptText the page's scripts, bounded
 */
public record HtmlPage(
        boolean attached,
        String text,
        List<Link> links,
        int hiddenText,
        int tinyText,
        int images,
        int remoteImages,
        int comments,
        int elements,
        int oddElements,
        boolean form,
        boolean passwordField,
        boolean script,
        boolean refresh,
        boolean linkedImage,
        int splitWords,
        List<String> formTargets,
        int pixels,
        List<String> dataImages,
        String scriptText) {
    private static final int MOST_LINKS = 500;
    private static final int MOST_FORMS = 20;
    private static final int MOST_DATA_IMAGES = 5;
    private static final int MOST_SCRIPT = 20_000;
    private static final Set<String> BLOCKS = Set.of(
            "p",
            "div",
            "br",
            "td",
            "tr",
            "table",
            "li",
            "ul",
            "ol",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "center",
            "blockquote",
            "hr",
            "pre",
            "th",
            "option",
            "section",
            "article",
            "header",
            "footer");

    public static HtmlPage read(String html, boolean attached, Budget budget) {
        Document document = Jsoup.parse(html);
        Walk walk = new Walk(budget);
        document.traverse(walk);
        return walk.page(attached);
    }

    /** Gathers while walking; elements that hide are counted in and out. */
    private static final class Walk implements NodeVisitor {
        private final Budget budget;
        private final StringBuilder text = new StringBuilder();
        private final List<Link> links = new ArrayList<>();
        private StringBuilder anchorText = new StringBuilder();
        private String anchorTarget = "";
        private int hiddenDepth = -1;
        private final LetterSizes sizes = new LetterSizes();
        private int hiddenText;
        private int tinyText;
        private int images;
        private int remoteImages;
        private int comments;
        private int elements;
        private int oddElements;
        private boolean form;
        private boolean passwordField;
        private boolean script;
        private boolean refresh;
        private boolean linkedImage;
        private int splitWords;
        private final List<String> formTargets = new ArrayList<>();
        private int pixels;
        private final List<String> dataImages = new ArrayList<>();
        private final StringBuilder scriptText = new StringBuilder();

        Walk(Budget budget) {
            this.budget = budget;
        }

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode words) {
                text(words.getWholeText());
            } else if (node instanceof Element element) {
                element(element, depth);
            } else if (node instanceof Comment) {
                comments++;
            } else if (node instanceof DataNode data) {
                data(data);
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (depth == hiddenDepth) {
                hiddenDepth = -1;
            }
            sizes.leave(depth);
            if (node instanceof Element && node.nodeName().equals("a") && !anchorTarget.isEmpty()) {
                if (links.size() < MOST_LINKS) {
                    links.add(Link.of(anchorTarget, anchorText.toString().strip()));
                }
                anchorTarget = "";
            }
        }

        private void data(DataNode data) {
            if (data.parent() != null && "script".equals(data.parent().nodeName())) {
                script = true;
                String words = data.getWholeData();
                scriptText.append(words, 0, Math.min(words.length(), MOST_SCRIPT - scriptText.length()));
            }
        }

        private void text(String words) {
            if (words.isBlank()) {
                space();
                return;
            }
            if (hiddenDepth >= 0 || sizes.areNone()) {
                hiddenText += words.strip().length();
                return;
            }
            if (sizes.areTiny()) {
                tinyText += words.strip().length();
            }
            text.append(words);
            if (!anchorTarget.isEmpty() && anchorText.length() < 300) {
                anchorText.append(words);
            }
        }

        private void space() {
            if (text.length() > 0 && text.charAt(text.length() - 1) != ' ') {
                text.append(' ');
            }
        }

        private void element(Element element, int depth) {
            budget.check();
            elements++;
            String tag = element.normalName();
            if (BLOCKS.contains(tag)) {
                text.append('\n');
            }
            if (!element.tag().isKnownTag() && tag.indexOf(':') < 0) {
                oddElements++;
            }
            if (element.attributesSize() > 0) {
                style(element, depth);
            }
            switch (tag) {
                case "a", "area" -> anchor(element);
                case "img" -> image(element);
                case "form" -> form(element);
                case "input" -> input(element);
                case "script" -> script = true;
                case "meta" -> refresh |= element.attr("http-equiv").equalsIgnoreCase("refresh");
                case "wbr", "font", "span", "b", "i" -> {
                    if (text.length() > 0
                            && Character.isLetter(text.charAt(text.length() - 1))
                            && isOneLetter(element)) {
                        splitWords++;
                    }
                }
                default -> {}
            }
        }

        private static boolean isOneLetter(Element element) {
            return element.childNodeSize() == 1
                    && element.childNode(0) instanceof TextNode words
                    && words.getWholeText().length() <= 1;
        }

        private void anchor(Element element) {
            anchorTarget = element.attr("href").strip();
            anchorText = new StringBuilder();
        }

        private void image(Element element) {
            images++;
            String source = element.attr("src");
            if (source.regionMatches(true, 0, "http", 0, 4)) {
                remoteImages++;
                pixels += isPixel(element) ? 1 : 0;
            } else if (source.regionMatches(true, 0, "data:image/", 0, 11) && dataImages.size() < MOST_DATA_IMAGES) {
                dataImages.add(source);
            }
            linkedImage |= !anchorTarget.isEmpty();
        }

        private static boolean isPixel(Element image) {
            String style = compact(image.attr("style"));
            return isOneOrNone(image.attr("width")) && isOneOrNone(image.attr("height"))
                    || style.contains("width:1px") && style.contains("height:1px")
                    || style.contains("display:none");
        }

        private static boolean isOneOrNone(String length) {
            return length.equals("1") || length.equals("0") || length.equals("1px") || length.equals("0px");
        }

        private void form(Element element) {
            form = true;
            if (formTargets.size() < MOST_FORMS) {
                formTargets.add(element.attr("action").strip());
            }
        }

        private void input(Element element) {
            String name = element.attr("name").toLowerCase(Locale.ROOT);
            passwordField |= element.attr("type").equalsIgnoreCase("password") || name.startsWith("pass");
        }

        private void style(Element element, int depth) {
            String style = element.attr("style");
            boolean hides = element.hasAttr("hidden");
            if (element.normalName().equals("font")) {
                sizes.enterFont(depth, element.attr("size"));
            }
            if (!style.isEmpty()) {
                String compact = compact(style);
                // Not mso-hide: that hides from one program what all others show, as buttons do that are drawn twice.
                hides |= compact.contains("display:none")
                        || compact.contains("visibility:hidden")
                        || compact.contains("opacity:0;");
                sizes.enter(depth, compact);
            }
            if (hides && hiddenDepth < 0) {
                hiddenDepth = depth;
            }
        }

        private static String compact(String style) {
            StringBuilder compact = new StringBuilder(style.length() + 1);
            int end = Math.min(style.length(), 1000);
            for (int i = 0; i < end; i++) {
                char c = style.charAt(i);
                if (c > ' ') {
                    compact.append(Character.toLowerCase(c));
                }
            }
            return compact.append(';').toString();
        }

        HtmlPage page(boolean attached) {
            return new HtmlPage(
                    attached,
                    text.toString(),
                    List.copyOf(links),
                    hiddenText,
                    tinyText,
                    images,
                    remoteImages,
                    comments,
                    elements,
                    oddElements,
                    form,
                    passwordField,
                    script,
                    refresh,
                    linkedImage,
                    splitWords,
                    List.copyOf(formTargets),
                    pixels,
                    List.copyOf(dataImages),
                    scriptText.toString());
        }
    }
}
