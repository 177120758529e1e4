package org.ecluse.filter.content;

import org.ecluse.filter.RecipientStage;
import org.ecluse.filter.RecipientTransaction;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.Ground;
import org.ecluse.verdict.StageResult;

/** Notes messages above the policy's size limit, in bytes on the wire (R2.3, R2.11). */
public final class SizeLimitStage implements RecipientStage {
    @Override
    public String name() {
        return "size-limit";
    }

    @Override
    public StageResult examine(RecipientTransaction copy) {
        long limit = copy.policy().policy().maxSizeBytes();
        return copy.sizeBytes() <= limit
                ? StageResult.nothing()
                : StageResult.of(Finding.of(Ground.SIZE, copy.sizeBytes() + " > " + limit));
    }
}
