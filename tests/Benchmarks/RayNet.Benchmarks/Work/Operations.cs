namespace RayNet.Benchmarks.Work;

/// <summary>What is measured, each as a batch of <see cref="Count"/> operations. Shared by the microbenchmarks, the paired run and the allocation test.</summary>
public sealed class Operations
{
    /// <summary>Operations in one batch.</summary>
    public const int Count = 1000;

    private readonly ActorHandle<Counter> _counter = Counter.CreateRemote();
    private readonly Record _record = new(1, "name", 0.5, [1, 2, 3, 4]);
    private readonly Task<int>[] _tasks = new Task<int>[Count];
    private readonly ObjectRef<int>[] _refs = new ObjectRef<int>[Count];
    private readonly ActorHandle<Counter>[] _actors = new ActorHandle<Counter>[Count];
    private readonly byte[] _kilobyte = new byte[1024];

    public async Task PoolBurst()
    {
        for (int i = 0; i < Count; i++)
        {
            _tasks[i] = PoolItem.Submit(i, 1, preferLocal: false);
        }

        await Check(_tasks);
    }

    public async Task TaskBurst()
    {
        for (int i = 0; i < Count; i++)
        {
            _refs[i] = NoOp.AddRemote(i, 1);
        }

        await Check(_refs);
    }

    public async Task PoolAwaited()
    {
        for (int i = 0; i < Count; i++)
        {
            await PoolItem.Submit(i, 1, preferLocal: true);
        }
    }

    public Task PoolBlocked()
    {
        for (int i = 0; i < Count; i++)
        {
            _ = PoolItem.Submit(i, 1, preferLocal: true).GetAwaiter().GetResult();
        }

        return Task.CompletedTask;
    }

    public async Task TaskAwaited()
    {
        for (int i = 0; i < Count; i++)
        {
            await NoOp.AddRemote(i, 1);
        }
    }

    public async Task ActorAwaited()
    {
        for (int i = 0; i < Count; i++)
        {
            await _counter.Increment();
        }
    }

    public async Task ActorBurst()
    {
        for (int i = 0; i < Count; i++)
        {
            _refs[i] = _counter.Increment();
        }

        int last = 0;
        for (int i = 0; i < Count; i++)
        {
            int value = await _refs[i];
            last = value > last ? value : throw new InvalidOperationException("Calls of one caller ran out of order.");
        }
    }

    public async Task GetInPlace()
    {
        int sum = await NoOp.GetInPlaceRemote(Count);
        if (sum != Count * (Count + 1) / 2)
        {
            throw new InvalidOperationException($"The sum is {sum}.");
        }
    }

    public Task CompletionSource()
    {
        for (int i = 0; i < Count; i++)
        {
            var source = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
            source.SetResult(i);
            if (source.Task.GetAwaiter().GetResult() != i)
            {
                throw new InvalidOperationException("The value changed.");
            }
        }

        return Task.CompletedTask;
    }

    public Task CloneKilobyte()
    {
        for (int i = 0; i < Count; i++)
        {
            _ = ((byte[])((byte[])_kilobyte.Clone()).Clone()).Length;
        }

        return Task.CompletedTask;
    }

    public Task PutGetImmutable()
    {
        for (int i = 0; i < Count; i++)
        {
            if (Ray.Get(Ray.Put(i)) != i)
            {
                throw new InvalidOperationException("The value changed.");
            }
        }

        return Task.CompletedTask;
    }

    public Task PutGetKilobyte()
    {
        for (int i = 0; i < Count; i++)
        {
            _ = Ray.Get(Ray.Put(_kilobyte)).Length;
        }

        return Task.CompletedTask;
    }

    public Task CopyRecord()
    {
        for (int i = 0; i < Count; i++)
        {
            _ = RaySerializer.Copy(_record).Id;
        }

        return Task.CompletedTask;
    }

    public Task SerializeRecord()
    {
        for (int i = 0; i < Count; i++)
        {
            _ = RaySerializer.Deserialize<Record>(RaySerializer.Serialize(_record)).Id;
        }

        return Task.CompletedTask;
    }

    public async Task ActorCreate()
    {
        for (int i = 0; i < Count; i++)
        {
            _actors[i] = Counter.CreateRemote();
            _refs[i] = _actors[i].Increment();
        }

        for (int i = 0; i < Count; i++)
        {
            await _refs[i];
        }
    }

    public async Task RecordArgument()
    {
        for (int i = 0; i < Count; i++)
        {
            _refs[i] = NoOp.ReadRemote(_record);
        }

        for (int i = 0; i < Count; i++)
        {
            await _refs[i];
        }
    }

    private static async Task Check(Task<int>[] tasks)
    {
        for (int i = 0; i < Count; i++)
        {
            if (await tasks[i] != i + 1)
            {
                throw new InvalidOperationException("A result is wrong.");
            }
        }
    }

    private static async Task Check(ObjectRef<int>[] refs)
    {
        for (int i = 0; i < Count; i++)
        {
            if (await refs[i] != i + 1)
            {
                throw new InvalidOperationException("A result is wrong.");
            }
        }
    }
}
