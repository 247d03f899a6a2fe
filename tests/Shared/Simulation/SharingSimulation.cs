using RayNet.Runtime.Resources;
using RayNet.Runtime.Sharing;

namespace RayNet.Tests.Simulation;

/// <summary>
/// Nodes that several teams share, in virtual time: each node serves its queue by the real policies, and one ledger keeps the quotas. The same options give the same run. It throws when a rule is broken.
/// </summary>
internal sealed class SharingSimulation
{
    private const int CpusOfNode = 16;
    private const double MeanSeconds = 10;
    private const double Tick = 0.5;

    private readonly SharingOptions _options;
    private readonly Random _random;
    private readonly PriorityQueue<(int Node, SharedTask? Task, int Run), (double Time, long Order)> _events = new();
    private readonly List<SharedTask>[] _waiting;
    private readonly List<SharedTask>[] _running;
    private readonly int[] _used;
    private readonly long[] _kept;
    private long _order;
    private double _time;
    private int _finished;
    private int _preempted;
    private double _longestLarge;
    private double _longestImportant;
    private double _longestOther;
    private ulong _fingerprint = 14695981039346656037;

    private SharingSimulation(SharingOptions options)
    {
        _options = options;
        _random = new Random(options.Seed);
        _waiting = [.. Enumerable.Range(0, options.Nodes).Select(static _ => new List<SharedTask>())];
        _running = [.. Enumerable.Range(0, options.Nodes).Select(static _ => new List<SharedTask>())];
        _used = new int[options.Teams];
        _kept = new long[options.Nodes];
    }

    internal static SharingResult Run(SharingOptions options) => new SharingSimulation(options).Run();

    private SharingResult Run()
    {
        double gap = 1.75 * MeanSeconds / (_options.Nodes * CpusOfNode * _options.Load);
        double arrival = 0;
        for (int number = 1; number <= _options.Tasks; number++)
        {
            arrival += -Math.Log(1 - _random.NextDouble()) * gap;
            int cpus = _random.Next(60) == 0 ? CpusOfNode : _random.Next(1, 3);
            int priority = !_options.HasPriorities ? 0 : _random.Next(10) switch { 0 => 2, 1 => 1, _ => 0 };
            RunUntil(arrival);
            var task = new SharedTask(number, _random.Next(_options.Teams), priority, cpus, _random.Next(5) != 0, _random.NextDouble() * 2 * MeanSeconds) { Since = _time };
            int node = _random.Next(_options.Nodes);
            _waiting[node].Add(task);
            Serve(node);
        }

        RunUntil(double.PositiveInfinity);
        return new SharingResult(_finished, _preempted, _longestLarge, _longestImportant, _longestOther, _fingerprint);
    }

    private void RunUntil(double time)
    {
        double next = Math.Ceiling(_time / Tick) * Tick;
        while (_finished < _options.Tasks)
        {
            bool hasEvent = _events.TryPeek(out (int Node, SharedTask? Task, int Run) item, out (double Time, long Order) at);
            double due = Math.Min(hasEvent ? at.Time : double.PositiveInfinity, next);
            if (due > time || (!hasEvent && _waiting.All(static waiting => waiting.Count == 0)))
            {
                break;
            }

            _time = due;
            if (hasEvent && at.Time <= next)
            {
                _events.Dequeue();
                End(item.Node, item.Task!, item.Run);
            }
            else
            {
                next += Tick;
                for (int node = 0; node < _options.Nodes; node++)
                {
                    Preempt(node);
                    Serve(node);
                }
            }
        }

        _time = double.IsFinite(time) ? time : _time;
    }

    private void End(int node, SharedTask task, int run)
    {
        if (task.Run != run || !_running[node].Remove(task))
        {
            return;
        }

        _used[task.Team] -= task.Cpus;
        _finished++;
        for (int other = 0; other < _options.Nodes; other++)
        {
            // The quota may be what others waited for.
            Serve((node + other) % _options.Nodes);
        }
    }

    private void Serve(int node)
    {
        while (Next(node) is { } task)
        {
            double waited = _time - task.Since;
            _longestLarge = task.Cpus == CpusOfNode ? Math.Max(_longestLarge, waited) : _longestLarge;
            _longestImportant = task.Priority == 2 ? Math.Max(_longestImportant, waited) : _longestImportant;
            _longestOther = task.Priority == 0 ? Math.Max(_longestOther, waited) : _longestOther;
            _waiting[node].Remove(task);
            _running[node].Add(task);
            _used[task.Team] += task.Cpus;
            _fingerprint = (_fingerprint ^ (ulong)task.Number) * 1099511628211;
            if (_used[task.Team] > _options.Quota || _running[node].Sum(static item => item.Cpus) > CpusOfNode)
            {
                throw new InvalidOperationException($"Task {task.Number} of team {task.Team} was let in beyond the quota or the node.");
            }

            task.Run++;
            _events.Enqueue((node, task, task.Run), (_time + task.Length, _order++));
        }
    }

    private SharedTask? Next(int node)
    {
        if (_waiting[node].Count == 0)
        {
            return null;
        }

        ResourceVector free = Free(node);
        ShareUsage usage = Usage(node);
        var claims = _waiting[node].ToDictionary(static task => task.Number);
        ShareClaim[] order = [.. _waiting[node].Select(ToClaim).Order(Comparer<ShareClaim>.Create((left, right) => FairOrder.Compare(left, right, usage)))];
        ShareClaim? kept = _options.Reserves ? Reservation.Find(order, free, _kept[node]) : null;
        _kept[node] = kept?.Number ?? 0;
        foreach (ShareClaim claim in kept is null ? order : order.Prepend(kept))
        {
            if (free.Covers(claim.Demand) && !claim.IsOverQuota && (kept is null || kept.Number == claim.Number || Reservation.Allows(kept, free, claim.Priority, claim.Demand)))
            {
                return claims[claim.Number];
            }
        }

        return null;
    }

    private void Preempt(int node)
    {
        ShareUsage usage = Usage(node);
        foreach (ShareClaim claim in _waiting[node].Select(ToClaim).Order(Comparer<ShareClaim>.Create((left, right) => FairOrder.Compare(left, right, usage))).Take(3))
        {
            IReadOnlyList<ulong> chosen = Preemption.Choose(claim, Free(node), _running[node].Select(ToHolding));
            foreach (SharedTask task in _running[node].Where(task => chosen.Contains((ulong)task.Number)).ToArray())
            {
                if (!task.MayRepeat || task.Priority >= claim.Priority)
                {
                    throw new InvalidOperationException($"Task {task.Number} was preempted for {claim}.");
                }

                _preempted++;
                _running[node].Remove(task);
                _used[task.Team] -= task.Cpus;
                task.Since = _time;
                _waiting[node].Add(task);
            }

            if (chosen.Count > 0)
            {
                return;
            }
        }
    }

    private ShareClaim ToClaim(SharedTask task) => new(task.Number, Job(task), $"team{task.Team}", task.Priority, 0, task.Demand, TimeSpan.FromSeconds(_time - task.Since)) { IsOverQuota = _used[task.Team] + task.Cpus > _options.Quota };

    private static ShareHolding ToHolding(SharedTask task) => new(task.Number, Job(task), $"team{task.Team}", task.Priority, task.Demand, (ulong)task.Number, task.MayRepeat, IsActor: false);

    private static JobId Job(SharedTask task) => new((ulong)task.Team + 1, (ulong)task.Priority);

    private ResourceVector Free(int node)
    {
        var free = ResourceVector.From(ResourceDemand.Create(CpusOfNode, 0, 0, null));
        _running[node].ForEach(task => free.Subtract(task.Demand));
        return free;
    }

    private ShareUsage Usage(int node) => new(
        ResourceVector.From(ResourceDemand.Create(CpusOfNode, 0, 0, null)),
        _running[node].Select(static task => (Job(task), $"team{task.Team}", 1.0, task.Demand)));
}
