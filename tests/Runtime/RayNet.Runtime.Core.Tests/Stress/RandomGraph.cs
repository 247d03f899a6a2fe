namespace RayNet.Runtime.Tests.Stress;

/// <summary>Builds a graph of calls and knows what each of them must give.</summary>
internal sealed class RandomGraph(Random random, ActorHandle<Adder>[] adders)
{
    private readonly List<(ObjectRef<int> Reference, int Value, Outcome Allowed)> _nodes = [(Ray.Put(1), 1, Outcome.Value)];
    private readonly List<ObjectRef<int>> _waiting = [];

    [Flags]
    private enum Outcome
    {
        None = 0,
        Value = 1,
        Failure = 2,
        Cancelled = 4,
        Lost = 8,
    }

    public void AddNode()
    {
        (ObjectRef<int> Reference, int Value, Outcome Allowed) x = Pick();
        (ObjectRef<int> Reference, int Value, Outcome Allowed) y = Pick();
        Outcome both = Combine(x.Allowed, y.Allowed);
        int sum = unchecked(x.Value + y.Value);
        ActorHandle<Adder> adder = adders[random.Next(adders.Length)];
        switch (random.Next(16))
        {
            case 0 or 1 or 2:
                Add(Chaos.AddRemote(x.Reference, y.Reference), sum, both);
                break;
            case 3 or 4:
                Add(Chaos.AddAsyncRemote(x.Reference, y.Reference), sum, both);
                break;
            case 5 or 6:
                Add(Chaos.AddByGetRemote([x.Reference, y.Reference]), sum, both);
                break;
            case 7 or 8:
                Add(Chaos.AddByAwaitRemote([x.Reference, y.Reference]), sum, both);
                break;
            case 9 or 10:
                Add(adder.Add(x.Reference, y.Reference), sum, both | Outcome.Lost);
                break;
            case 11:
                Add(adder.AddAsync(x.Reference, 1), unchecked(x.Value + 1), x.Allowed | Outcome.Lost);
                break;
            case 12:
                Add(Chaos.ThrowOnceRemote(x.Reference), x.Value, x.Allowed);
                break;
            case 13 when random.Next(8) == 0:
                Add(Chaos.ThrowRemote(x.Reference), 0, (x.Allowed & ~Outcome.Value) | Outcome.Failure);
                break;
            case 14 when random.Next(8) == 0:
                Add(adder.Throw(1), 0, Outcome.Failure | Outcome.Lost);
                break;
            case 15 when random.Next(8) == 0:
                ObjectRef<int> waiting = Chaos.WaitForCancellationRemote(1, new TaskOptions { NumCpus = 0 });
                _waiting.Add(waiting);
                Add(waiting, 0, Outcome.Cancelled);
                break;
            default:
                Add(Chaos.AddRemote(x.Reference, 1), unchecked(x.Value + 1), x.Allowed);
                break;
        }
    }

    /// <summary>Cancels a call; it and what depends on it may from now on be cancelled, or may have ended before.</summary>
    public void CancelOne(bool force)
    {
        int index = random.Next(_nodes.Count);
        ObjectRef<int> reference = _nodes[index].Reference;
        if (!Ray.Cancel(reference, force))
        {
            return;
        }

        for (int i = index; i < _nodes.Count; i++)
        {
            // Later nodes may depend on it; which of them do is not worth remembering.
            _nodes[i] = _nodes[i] with { Allowed = _nodes[i].Allowed | Outcome.Cancelled };
        }
    }

    public void CancelWaiting()
    {
        foreach (ObjectRef<int> waiting in _waiting)
        {
            Ray.Cancel(waiting);
        }
    }

    public async Task AssertAllAsync()
    {
        for (int i = 0; i < _nodes.Count; i++)
        {
            (ObjectRef<int> reference, int value, Outcome allowed) = _nodes[i];
            Outcome outcome;
            try
            {
                Assert.Equal(value, await reference.Within($"node {i}"));
                outcome = Outcome.Value;
            }
            catch (Exception error) when (error is not Xunit.Sdk.IAssertionException)
            {
                outcome = error switch
                {
                    ShopException => Outcome.Failure,
                    RemoteTaskCanceledException or WorkerCrashedException => Outcome.Cancelled,
                    ActorUnavailableException => Outcome.Lost,
                    _ => Outcome.None,
                };
                Assert.True(outcome != Outcome.None, $"node {i}: {error}");
            }

            Assert.True((allowed & outcome) != 0, $"node {i} ended with {outcome}, allowed was {allowed}");
        }
    }

    private static Outcome Combine(Outcome x, Outcome y)
    {
        Outcome either = x | y;
        bool canSucceed = (x & y & Outcome.Value) != 0;
        return canSucceed ? either : either & ~Outcome.Value;
    }

    private void Add(ObjectRef<int> reference, int value, Outcome allowed) => _nodes.Add((reference, value, allowed));

    private (ObjectRef<int> Reference, int Value, Outcome Allowed) Pick() => _nodes[random.Next(Math.Max(0, _nodes.Count - 40), _nodes.Count)];
}
