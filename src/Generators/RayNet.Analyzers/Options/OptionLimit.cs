namespace RayNet.Analyzers.Options;

/// <summary>What an option may be: <paramref name="accepts"/> sees a constant, <paramref name="allowed"/> completes "give …".</summary>
/// <param name="accepts">Whether the constant is allowed.</param>
/// <param name="allowed">What to write instead.</param>
/// <param name="nearest">The allowed literal that is nearest to a constant; <see langword="null"/> when only the user knows it.</param>
internal sealed class OptionLimit(Func<object, bool> accepts, string allowed, Func<object, string>? nearest = null)
{
    internal Func<object, bool> Accepts { get; } = accepts;

    internal string Allowed { get; } = allowed;

    internal Func<object, string>? Nearest { get; } = nearest;
}
