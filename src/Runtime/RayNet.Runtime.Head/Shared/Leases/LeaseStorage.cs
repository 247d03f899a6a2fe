using Microsoft.Extensions.Logging;
using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Logging;

namespace RayNet.Runtime.Head.Shared.Leases;

/// <summary>
/// Leadership by a lease on a server that all heads reach. The lease only says when to take over; that a deposed leader changes nothing is
/// the work of the term, which the server compares with every commit.
/// </summary>
internal sealed class LeaseStorage : ISharedStorage
{
    /// <summary>A head that was not heard of for so many renewals is shown as unreachable, and forgotten after ten times as many.</summary>
    private const int SilentRenewals = 10;

    private readonly ILeaseBackend _backend;
    private readonly string _address;
    private readonly LeaseTimes _times;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _announcing;
    private volatile string _leader = string.Empty;
    private volatile IReadOnlyList<string> _heads = [];
    private HeadLease? _lease;
    private Task _renewing = Task.CompletedTask;

    internal LeaseStorage(ILeaseBackend backend, SharedStorageContext context)
    {
        _backend = backend;
        _address = context.Address;
        _times = context.Times;
        _time = context.Time;
        _logger = context.Logging.CreateLogger("RayNet.Head");
        _announcing = AnnounceAsync();
    }

    public string Leader => _lease is { IsHeld: true } ? _address : _leader;

    public IReadOnlyList<HeadMember> Members
    {
        get
        {
            string leader = Leader;
            return [.. _heads.Append(_address).Append(leader).Where(static head => head.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(head => new HeadMember(head, head == leader, IsReachable: true))];
        }
    }

    public async Task<HeadLease> CampaignAsync(CancellationToken cancellationToken)
    {
        // A new holder each time: the server begins a new term even where the last one was this head's, too.
        var holder = Guid.NewGuid();
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _end.Token);
        while (true)
        {
            long asked = _time.GetTimestamp();
            if (await TryTakeAsync(holder, both.Token).ConfigureAwait(false) is { } state)
            {
                if (state.Holder == holder)
                {
                    return Lead(holder, state.Term, asked);
                }

                _leader = state.Address;
            }

            await Task.Delay(_times.Poll, _time, both.Token).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_end.IsCancellationRequested)
        {
            return;
        }

        if (_lease is { } lease)
        {
            await lease.DisposeAsync().ConfigureAwait(false);
        }

        await _end.CancelAsync().ConfigureAwait(false);
        await _announcing.ConfigureAwait(false);
        await _backend.DisposeAsync().ConfigureAwait(false);
        _end.Dispose();
    }

    private HeadLease Lead(Guid holder, long term, long asked)
    {
        // The time runs from before the question: the server's clock began later, and its lease ends later than this one.
        long held = asked;
        var ended = new CancellationTokenSource();
        _leader = string.Empty;
        HeadLease lease = new(
            term,
            _backend,
            () => _time.GetElapsedTime(Volatile.Read(ref held)) < _times.Duration,
            async () =>
            {
                await ended.CancelAsync().ConfigureAwait(false);
                await _renewing.ConfigureAwait(false);
                await ReleaseAsync(holder).ConfigureAwait(false);
                ended.Dispose();
            });
        _lease = lease;
        _renewing = RenewAsync();
        return lease;

        async Task RenewAsync()
        {
            try
            {
                while (!lease.Lost.IsCompleted)
                {
                    await Task.Delay(_times.Renewal, _time, ended.Token).ConfigureAwait(false);
                    long before = _time.GetTimestamp();
                    LeaseState? state = await TryTakeAsync(holder, ended.Token).ConfigureAwait(false);
                    if (state is { } known && (known.Holder != holder || known.Term != term))
                    {
                        _leader = known.Holder == holder ? string.Empty : known.Address;
                        lease.Lose($"The head at {known.Address} leads: this one could not renew its lease within {_times.Duration.TotalSeconds:0.#} s.");
                    }
                    else if (state is not null)
                    {
                        Volatile.Write(ref held, before);
                    }
                    else if (!lease.IsHeld)
                    {
                        lease.Lose($"The storage did not answer for {_times.Duration.TotalSeconds:0.#} s, so that the lease could not be renewed.");
                    }
                }
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested)
            {
                // Given back.
            }
        }
    }

    private async Task<LeaseState?> TryTakeAsync(Guid holder, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_times.Duration, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await _backend.TakeAsync(holder, _address, _times.Duration, both.Token).WaitAsync(both.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            _logger.StorageAway(exception.Message);
            return null;
        }
    }

    private async Task ReleaseAsync(Guid holder)
    {
        using var limit = new CancellationTokenSource(_times.Duration, _time);
        try
        {
            await _backend.ReleaseAsync(holder, limit.Token).WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // It runs out by itself.
            _logger.StorageAway(exception.Message);
        }
    }

    private async Task AnnounceAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                _heads = await _backend.AnnounceAsync(_address, _times.Renewal * SilentRenewals, _end.Token).ConfigureAwait(false);
            }
            catch (Exception exception) when (!_end.IsCancellationRequested)
            {
                _logger.StorageAway(exception.Message);
            }
            catch (Exception) when (_end.IsCancellationRequested)
            {
                return;
            }

            try
            {
                await Task.Delay(_times.Renewal, _time, _end.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
