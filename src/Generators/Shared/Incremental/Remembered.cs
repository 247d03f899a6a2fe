namespace RayNet.Roslyn.Incremental;

/// <summary>What was read last, and from which version of the declarations. Nothing is something that can be remembered, too.</summary>
/// <typeparam name="T">What was read.</typeparam>
internal sealed class Remembered<T>
    where T : class
{
    private Reading? _last;

    internal bool TryGet(object version, out T? value)
    {
        Reading? last = Volatile.Read(ref _last);
        bool isGood = last is not null && ReferenceEquals(last.Version, version);
        value = isGood ? last!.Value : null;
        return isGood;
    }

    internal T? Set(object version, T? value)
    {
        Volatile.Write(ref _last, new Reading(version, value));
        return value;
    }

    private sealed record Reading(object Version, T? Value);
}
