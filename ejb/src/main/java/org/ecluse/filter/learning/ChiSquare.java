package org.ecluse.filter.learning;

/** The chi-square distribution with an even number of degrees of freedom, in logarithms: the values are far below what a double holds. */
final class ChiSquare {
    private ChiSquare() {}

    /** Log of the probability that a chi-square value is above {@code value}; {@code degrees} is even and positive. */
    static double logUpperTail(double value, int degrees) {
        double half = value / 2;
        double logHalf = Math.log(Math.max(half, 1e-300));
        double term = 0; // log of half^i / i!
        double sum = 0; // log of the sum so far
        for (int i = 1; i < degrees / 2; i++) {
            term += logHalf - Math.log(i);
            double high = Math.max(sum, term);
            sum = high + Math.log1p(Math.exp(Math.min(sum, term) - high));
        }
        return Math.min(0, sum - half);
    }
}
