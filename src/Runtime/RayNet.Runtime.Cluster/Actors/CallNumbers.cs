using RayNet.CompilerServices;

namespace RayNet.Runtime.Cluster.Actors;

/// <summary>
/// Numbers the calls that this process makes of one actor whose state survives, so that the actor knows a call that is repeated. With each call goes the number
/// up to which all have ended: what is below is never repeated.
/// </summary>
internal sealed class CallNumbers
{
    private readonly Lock _gate = new();
    private readonly SortedSet<long> _open = [];
    private long _last;

    /// <summary>The lowest number of a call that has not ended; the next one, where all have.</summary>
    internal long Settled
    {
        get
        {
            lock (_gate)
            {
                return _open.Count > 0 ? _open.Min : _last + 1;
            }
        }
    }

    /// <summary>The number of a call, from 1 on.</summary>
    internal long Next(ObjectCell call)
    {
        long number;
        lock (_gate)
        {
            number = ++_last;
            _open.Add(number);
        }

        call.AddContinuation(new Settlement(this, number));
        return number;
    }

    private void Settle(long number)
    {
        lock (_gate)
        {
            _open.Remove(number);
        }
    }

    private sealed class Settlement(CallNumbers numbers, long number) : EndContinuation
    {
        private protected override void OnEnded() => numbers.Settle(number);
    }
}
