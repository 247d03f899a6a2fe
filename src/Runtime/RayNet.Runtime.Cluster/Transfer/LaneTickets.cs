using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace RayNet.Runtime.Cluster.Transfer;

/// <summary>
/// What opens connections for objects: whoever passed the checks of a call gets a ticket for one connection. So tokens and versions are checked in
/// one place only.
/// </summary>
internal sealed class LaneTickets(TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, long> _issued = new(StringComparer.Ordinal);

    internal string Issue()
    {
        foreach ((string old, long at) in _issued)
        {
            if (time.GetElapsedTime(at) > Lifetime)
            {
                _issued.TryRemove(old, out _);
            }
        }

        string ticket = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(LaneProtocol.TicketLength / 2));
        _issued[ticket] = time.GetTimestamp();
        return ticket;
    }

    /// <summary>Takes a ticket; each opens one connection.</summary>
    internal bool TryTake(string ticket) => _issued.TryRemove(ticket, out long at) && time.GetElapsedTime(at) <= Lifetime;
}
