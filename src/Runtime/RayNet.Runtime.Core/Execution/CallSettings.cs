namespace RayNet.Runtime.Execution;

/// <summary>How one method's calls are run: the caller's options over the attribute's over the defaults.</summary>
internal sealed class CallSettings
{
    private readonly Type[] _retryOn;
    private readonly bool _repeatsWhenLost;

    internal CallSettings(string name, int maxRetries, IReadOnlyList<Type>? retryOn, TimeSpan? retryDelay, TimeSpan? timeout, bool repeatsWhenLost = false)
    {
        if (maxRetries < -1)
        {
            throw new InvalidOptionException($"The number of retries of {name} is {maxRetries}; give -1 (without limit), 0 or more.");
        }

        if (timeout is { } limit && limit <= TimeSpan.Zero)
        {
            throw new InvalidOptionException($"Timeout of {name} is {limit}; give a positive time, or none for no limit.");
        }

        if (retryDelay is { } delay && delay < TimeSpan.Zero)
        {
            throw new InvalidOptionException($"RetryDelay of {name} is {delay}; give zero or a positive time.");
        }

        Name = name;
        MaxRetries = maxRetries;
        RetryDelay = retryDelay ?? TimeSpan.Zero;
        Timeout = timeout;
        _retryOn = retryOn is null ? [] : [.. retryOn];
        _repeatsWhenLost = repeatsWhenLost;
    }

    internal string Name { get; }

    internal int MaxRetries { get; }

    internal TimeSpan RetryDelay { get; }

    internal TimeSpan? Timeout { get; }

    /// <summary>The placement group that children of the call run in; default for none.</summary>
    internal PlacementGroupId CapturedBy { get; init; }

    /// <summary>Whether an exception of user code or the loss of an actor can lead to another attempt, which then needs unchanged arguments.</summary>
    internal bool MayRetry => (_retryOn.Length > 0 || _repeatsWhenLost) && MaxRetries != 0;

    internal bool ShouldRetry(Exception exception, int failedAttempts)
    {
        if (MaxRetries >= 0 && failedAttempts >= MaxRetries)
        {
            return false;
        }

        foreach (Type type in _retryOn)
        {
            if (type.IsInstanceOfType(exception))
            {
                return true;
            }
        }

        return false;
    }
}
