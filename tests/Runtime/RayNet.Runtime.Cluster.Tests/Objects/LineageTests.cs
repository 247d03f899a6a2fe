using System.Runtime.CompilerServices;

namespace RayNet.Runtime.Cluster.Tests.Objects;

/// <summary>What is kept of calls, and that nothing is when nobody holds their results.</summary>
public sealed class LineageTests(SharedCluster shared) : ClusterTests(shared)
{
    private const int Large = 100_000;

    private Lineage.LineageTable Table => Cluster.Runtime.Lineage.Table;

    [Fact]
    public async Task A_chain_of_calls_is_kept_for_its_last_result_and_goes_with_it()
    {
        using IDisposable use = Use();
        await KeepAsync(Table);

        await Soon.Until(() => Collected() && Table is { Count: 0, Bytes: 0 }, () => $"{Table.Count} records of {Table.Bytes} bytes");

        [MethodImpl(MethodImplOptions.NoInlining)]
        static async Task KeepAsync(Lineage.LineageTable table)
        {
            ObjectRef<ReadOnlyMemory<byte>> last = await LastAsync();
            await Soon.Until(() => Collected() && table.Count == 3, () => $"{table.Count} records");
            GC.KeepAlive(last);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        static async Task<ObjectRef<ReadOnlyMemory<byte>>> LastAsync()
        {
            ObjectRef<ReadOnlyMemory<byte>> next = Views.MakeRemote(Large);
            for (int i = 0; i < 2; i++)
            {
                next = Views.CopyRemote(next);
            }

            await Ray.WaitAsync([next]);
            return next;
        }
    }

    [Fact]
    public async Task A_disposed_result_takes_its_record_along_and_small_results_have_none()
    {
        using IDisposable use = Use();
        await Soon.Until(() => Collected() && Table.Count == 0, () => $"{Table.Count} records");
        ObjectRef<int>[] small = [.. Enumerable.Range(0, 100).Select(static i => Work.EchoRemote(i))];
        await Ray.WhenAll(small).Within();
        Assert.Equal(0, Table.Count);

        ObjectRef<ReadOnlyMemory<byte>> large = Views.MakeRemote(Large);
        await Ray.WaitAsync([large]);
        Assert.Equal(1, Table.Count);
        large.Dispose();
        await Soon.Until(() => Table is { Count: 0, Bytes: 0 });
        GC.KeepAlive(small);
    }

    [Fact]
    public void The_call_that_ended_first_is_forgotten_first_and_with_it_what_only_it_needed()
    {
        var table = new Lineage.LineageTable(1_000);
        Lineage.LineageRecord needed = Record(10);
        table.Add(needed);
        Lineage.LineageRecord first = Record(10, needed);
        Assert.True(table.TryHold(needed));
        table.Add(first);
        Lineage.LineageRecord second = Record(10);
        table.Add(second);
        Assert.Equal((3, needed.Bytes + first.Bytes + second.Bytes), (table.Count, table.Bytes));

        table.Renew(first);
        table.Release(needed);
        Assert.False(needed.IsForgotten);
        Lineage.LineageRecord third = Record(100);
        table.Add(third);

        Assert.Equal((true, false, false, false), (needed.IsForgotten, first.IsForgotten, second.IsForgotten, third.IsForgotten));
        Assert.False(table.TryHold(needed));
        table.Release(first);
        Assert.Equal(second.Bytes + third.Bytes, table.Bytes);

        static Lineage.LineageRecord Record(int bytes, params object[] references) =>
            new(new RayNet.CompilerServices.RemoteMethod(1, "M", (TaskOptions?)null), null!, false, new byte[bytes], references, -1);
    }

    private static bool Collected()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return true;
    }
}
