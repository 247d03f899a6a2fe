namespace RayNet.Runtime.Cluster.Tests;

/// <summary>
/// One schedule of processes that give each other references. A seed chooses which of the things that may happen next does: a process passes a reference on, drops one, what is on its way arrives,
/// a process ends. After each of them nobody may hold what its owner has let go, and in the end nothing is left.
/// </summary>
internal sealed class ReferenceExploration
{
    private const int Processes = 4;
    private const int Owners = 2;
    private const int MostSteps = 120;

    private readonly Random _random;
    private readonly bool _hasCrashes;
    private readonly ReferenceProcess[] _processes;
    private readonly Dictionary<(int From, int To), Queue<(string What, Action Deliver)>> _links = [];

    internal ReferenceExploration(int seed, bool hasCrashes)
    {
        _random = new Random(seed);
        _hasCrashes = hasCrashes;
        _processes = [.. Enumerable.Range(0, Processes).Select(number => new ReferenceProcess(number, number < Owners))];
        foreach (int from in Enumerable.Range(0, Processes))
        {
            foreach (int to in Enumerable.Range(0, Processes).Where(to => to != from))
            {
                _links[(from, to)] = [];
            }
        }
    }

    internal List<string> Log { get; } = [];

    /// <summary>References that became known to an owner through a third process.</summary>
    internal int Registered { get; private set; }

    /// <summary>References that were lost with the process that passed them on.</summary>
    internal int Lost { get; private set; }

    internal void Run()
    {
        Do(_random.Next(MostSteps), isCalm: false);
        Do(int.MaxValue, isCalm: true);

        foreach (ReferenceProcess process in _processes.Where(static process => process.IsAlive))
        {
            Assert.True(process.Counts.ExportedCount == 0, $"process {process.Number} still counts holders of its object, and nobody holds it");
            Assert.True(process.Counts.KeptCount == 0, $"process {process.Number} still keeps what it passed on");
            Assert.True(process.Own?.IsUnreferenced != false, $"the object of process {process.Number} is never freed");
        }
    }

    /// <summary>So many steps, or until nothing can happen any more. Where it is calm nothing is passed on and nobody ends.</summary>
    private void Do(int steps, bool isCalm)
    {
        for (; steps > 0 && Possible(isCalm) is { Count: > 0 } possible; steps--)
        {
            (string what, Action act) = possible[_random.Next(possible.Count)];
            Log.Add(what);
            act();
            Check();
        }
    }

    private void Check()
    {
        foreach (ReferenceProcess process in _processes.Where(static process => process.IsAlive))
        {
            foreach ((int owner, BorrowedReference held) in process.Held.Where(static item => item.Value.IsUsable))
            {
                // What is counted is there whoever ends; what is on its way may be lost with its sender.
                if (_processes[owner].IsAlive && (held.IsCounted || !_hasCrashes))
                {
                    Assert.False(_processes[owner].Own!.IsUnreferenced, $"process {process.Number} holds the object of process {owner}, which was freed");
                }
            }
        }
    }

    private List<(string What, Action Act)> Possible(bool isCalm)
    {
        var possible = new List<(string, Action)>();
        foreach (((int from, int to), Queue<(string What, Action Deliver)> link) in _links)
        {
            if (link.Count > 0 && _processes[to].IsAlive)
            {
                possible.Add(($"{from} to {to}: {link.Peek().What}", () => link.Dequeue().Deliver()));
            }
        }

        foreach (ReferenceProcess process in _processes.Where(static process => process.IsAlive))
        {
            AddSteps(process, possible, isCalm);
        }

        return possible;
    }

    private void AddSteps(ReferenceProcess process, List<(string What, Action Act)> possible, bool isCalm)
    {
        foreach (Action begin in process.Registrations.ToArray())
        {
            possible.Add(($"{process.Number} makes itself known", () =>
            {
                process.Registrations.Remove(begin);
                begin();
            }));
        }

        // As the collector does it: at any time after the last use.
        foreach ((int owner, BorrowedReference held) in process.Dropped.ToArray())
        {
            possible.Add(($"{process.Number} gives back its counts of {owner}", () =>
            {
                process.Dropped.Remove((owner, held));
                if (held.TryTake(out int count) && count > 0)
                {
                    Send(process, owner, $"{count} back", () => _processes[owner].Counts.CountIn((ulong)process.Number, IdOf(owner), count));
                }
            }));
        }

        foreach (int owner in process.Holdable().ToArray())
        {
            possible.Add(($"{process.Number} drops {owner}", () => process.Drop(owner)));
            foreach (ReferenceProcess other in isCalm ? [] : _processes.Where(other => other != process && process.IsLinkedTo(other.Number)))
            {
                possible.Add(($"{process.Number} passes {owner} to {other.Number}", () => Pass(process, owner, other)));
            }
        }

        if (_hasCrashes && !isCalm && _random.Next(10) == 0)
        {
            possible.Add(($"{process.Number} ends", () => End(process)));
        }
    }

    /// <summary>As <c>ReferenceTable.WriteReference</c>.</summary>
    private void Pass(ReferenceProcess sender, int owner, ReferenceProcess receiver)
    {
        if (owner == sender.Number)
        {
            sender.Counts.CountOut((ulong)receiver.Number, IdOf(owner), sender.Own!);
        }
        else if (receiver.Number != owner)
        {
            sender.Counts.Keep((ulong)receiver.Number, (ulong)owner, 1, sender.Held[owner].Cell);
        }

        Send(sender, receiver.Number, $"a reference to {owner}", () => Receive(receiver, owner, sender.Number));
    }

    /// <summary>As <c>ReferenceTable.ReadReference</c> and <c>RegisterAsync</c>.</summary>
    private void Receive(ReferenceProcess receiver, int owner, int sender)
    {
        if (owner == receiver.Number)
        {
            if (receiver.Counts.Find(IdOf(owner)) is CountedCell own)
            {
                own.AddReference();
                receiver.OwnReferences++;
                return;
            }

            Assert.True(_hasCrashes, $"process {owner} got its own reference back from {sender}, and has freed the object");
            Lost++;
            return;
        }

        BorrowedReference held = receiver.Hold(owner);
        if (owner == sender)
        {
            Assert.True(held.TryAdd(), "a reference that is held has given its counts back");
            return;
        }

        receiver.Registrations.Add(() => Register(receiver, owner, sender, held));
    }

    private void Register(ReferenceProcess receiver, int owner, int sender, BorrowedReference held)
    {
        if (!receiver.IsLinkedTo(owner))
        {
            Complete(isKnown: false);
            return;
        }

        Action<bool> answer = Complete;
        receiver.Questions.Add((owner, answer));
        Send(receiver, owner, $"counts itself for {owner}", () =>
        {
            bool isKnown = _processes[owner].Counts.TryCountBorrow((ulong)receiver.Number, IdOf(owner));
            Send(_processes[owner], receiver.Number, isKnown ? "is counted" : "is gone", () =>
            {
                if (receiver.Questions.Remove((owner, answer)))
                {
                    answer(isKnown);
                }
            });
        });

        void Complete(bool isKnown)
        {
            if (!isKnown)
            {
                Assert.True(_hasCrashes, $"a reference to {owner} was lost on its way from {sender} to {receiver.Number}, and nobody has ended");
                held.IsFailed = true;
                Lost++;
            }
            else if (held.TryAdd())
            {
                Registered++;
            }
            else
            {
                Send(receiver, owner, "1 back", () => _processes[owner].Counts.CountIn((ulong)receiver.Number, IdOf(owner), 1));
            }

            Send(receiver, sender, $"need not keep {owner}", () => _processes[sender].Unkeep(receiver.Number, owner));
        }
    }

    /// <summary>Whatever it sent last may arrive, up to any point; then the others hear of its end.</summary>
    private void End(ReferenceProcess process)
    {
        process.IsAlive = false;
        foreach (ReferenceProcess other in _processes.Where(other => other != process))
        {
            Queue<(string What, Action Deliver)> link = _links[(process.Number, other.Number)];
            (string, Action)[] arriving = [.. link.Take(_random.Next(link.Count + 1))];
            link.Clear();
            foreach ((string, Action) item in arriving)
            {
                link.Enqueue(item);
            }

            link.Enqueue(($"{process.Number} has ended", () => other.Lose(process.Number)));
            _links[(other.Number, process.Number)].Clear();
        }
    }

    private void Send(ReferenceProcess from, int to, string what, Action deliver)
    {
        if (from.IsLinkedTo(to) && _processes[to].IsAlive)
        {
            _links[(from.Number, to)].Enqueue((what, deliver));
        }
    }

    private static ObjectId IdOf(int owner) => new((ulong)owner, 1);
}
