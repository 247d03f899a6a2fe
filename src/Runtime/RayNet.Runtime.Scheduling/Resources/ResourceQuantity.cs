namespace RayNet.Runtime.Resources;

/// <summary>Quantities are counted in units of 0.0001, so that sums of fractions are exact.</summary>
internal static class ResourceQuantity
{
    internal const long UnitsPerOne = 10_000;

    private const double Largest = long.MaxValue / UnitsPerOne / 2;

    /// <summary>The quantity in units.</summary>
    /// <exception cref="InvalidOptionException">The quantity is negative, not a number, too large or finer than 0.0001.</exception>
    internal static long Parse(string option, double quantity)
    {
        if (double.IsNaN(quantity) || quantity < 0 || quantity > Largest)
        {
            throw new InvalidOptionException($"{option} is {quantity}; give a quantity from 0 to {Largest:0}.");
        }

        double units = quantity * UnitsPerOne;
        double whole = Math.Round(units);

        // Products of decimal fractions are off by a few units in the last place only.
        if (Math.Abs(units - whole) > Math.Max(1e-6, whole * 1e-12))
        {
            throw new InvalidOptionException($"{option} is {quantity}; quantities have steps of 0.0001.");
        }

        return (long)whole;
    }

    /// <summary>The nearest quantity in units, of a number that was checked before or sums such numbers.</summary>
    internal static long Round(double quantity) => (long)Math.Round(quantity * UnitsPerOne);

    internal static double ToDouble(long units) => units / (double)UnitsPerOne;
}
