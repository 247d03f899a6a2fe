namespace RayNet.Testing;

/// <summary>Which faults happen when. The same seed and options give the same schedule.</summary>
public sealed class ChaosSchedule
{
    private ChaosSchedule(int seed, IReadOnlyList<Fault> faults)
    {
        Seed = seed;
        Faults = faults;
    }

    /// <summary>What it was made from.</summary>
    public int Seed { get; }

    /// <summary>The faults, in the order of their times.</summary>
    public IReadOnlyList<Fault> Faults { get; }

    /// <summary>
    /// Makes a schedule. The kinds are drawn as cards of a deck that holds each as often as it is listed, so that a short run has some of each, too.
    /// </summary>
    /// <param name="options">Seed, length, interval and kinds.</param>
    /// <exception cref="InvalidOptionException">The interval is not above zero, or there is no kind.</exception>
    public static ChaosSchedule Create(ChaosOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Interval <= TimeSpan.Zero)
        {
            throw new InvalidOptionException($"{nameof(ChaosOptions.Interval)} is {options.Interval}; it has to be above zero.");
        }

        if (options.Kinds.Count == 0)
        {
            throw new InvalidOptionException($"{nameof(ChaosOptions.Kinds)} is empty; name at least one kind of fault.");
        }

        var random = new Random(options.Seed);
        FaultKind[] deck = [.. options.Kinds];
        int drawn = deck.Length;
        var faults = new List<Fault>();
        for (TimeSpan at = options.Interval; at < options.Length; at += options.Interval)
        {
            if (drawn == deck.Length)
            {
                random.Shuffle(deck);
                drawn = 0;
            }

            TimeSpan duration = options.ShortestFault + (random.NextDouble() * (options.LongestFault - options.ShortestFault));
            faults.Add(new Fault(at, deck[drawn++], (uint)random.Next(), duration));
        }

        return new ChaosSchedule(options.Seed, faults);
    }

    /// <summary>The seed, and one fault on each line.</summary>
    public override string ToString() => $"seed {Seed}\n{string.Join('\n', Faults)}";
}
