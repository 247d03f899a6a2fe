using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace RayNet.Runtime.Cluster.Connections;

/// <summary>
/// What opens connections beside gRPC: whoever passed the checks of a call gets a ticket for one of them. So tokens and versions are checked in
/// one place only.
/// </summary>
/// <typeparam name="T">What the ticket leads to.</typeparam>
internal sealed class Tickets<T>(TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, (T Value, long At)> _issued = new(StringComparer.Ordinal);

    internal string Issue(T value)
    {
        foreach ((string old, (_, long at)) in _issued)
        {
            if (time.GetElapsedTime(at) > Lifetime)
            {
                _issued.TryRemove(old, out _);
            }
        }

        string ticket = Preface.NewSecret();
        _issued[ticket] = (value, time.GetTimestamp());
        return ticket;
    }

    /// <summary>Takes a ticket; each opens one connection.</summary>
    internal bool TryTake(string ticket, [MaybeNullWhen(false)] out T value)
    {
        bool found = _issued.TryRemove(ticket, out (T Value, long At) issued) && time.GetElapsedTime(issued.At) <= Lifetime;
        value = found ? issued.Value : default;
        return found;
    }
}
