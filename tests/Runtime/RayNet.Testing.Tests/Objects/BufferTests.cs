namespace RayNet.Testing.Tests;

/// <summary>Buffers in the store of a node.</summary>
public sealed class BufferTests(TwoNodes nodes) : IClassFixture<TwoNodes>
{
    private const int Large = 8 << 20;

    [Fact]
    public async Task A_buffer_that_was_filled_in_the_store_is_read_on_both_nodes_and_here()
    {
        await using IRayClient driver = await nodes.Cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        using RayBuffer<byte> buffer = driver.CreateBuffer<byte>(Large);
        buffer.Memory.Span.Fill(3);
        ObjectRef<ReadOnlyMemory<byte>> filled = buffer.Seal();

        Assert.Equal(3L * Large, await Work.SumViewRemote(filled, On.Node("head")).Within());
        Assert.Equal(3L * Large, await Work.SumViewRemote(filled, On.Node("second")).Within());
        Assert.Equal(3, (await filled.Within()).Span[^1]);
        Assert.Throws<ObjectDisposedException>(() => buffer.Span[0] = 1);
    }

    [Fact]
    public async Task A_small_buffer_travels_in_messages()
    {
        await using IRayClient driver = await nodes.Cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        using RayBuffer<byte> buffer = driver.CreateBuffer<byte>(100);
        buffer.Span.Fill(2);

        Assert.Equal(200, await Work.SumViewRemote(buffer.Seal(), On.Node("second")).Within());
    }

    [Fact]
    public async Task A_task_fills_a_buffer_and_its_caller_reads_it()
    {
        await using IRayClient driver = await nodes.Cluster.ConnectAsync();
        using IDisposable scope = driver.Use();

        ObjectRef<ReadOnlyMemory<byte>> made = await Work.FillRemote(Large, 5, On.Node("second")).Within();

        ReadOnlyMemory<byte> view = await made.Within();
        Assert.Equal((Large, (byte)5, (byte)5), (view.Length, view.Span[0], view.Span[^1]));
    }

    [Fact]
    public async Task What_a_disposed_or_forgotten_buffer_held_is_free_again()
    {
        await using RayCluster cluster = await SmallStores.StartAsync("none");
        await using IRayClient driver = await cluster.ConnectAsync();
        const int MostOfIt = 40 << 20;
        driver.CreateBuffer<byte>(MostOfIt).Dispose();
        Forget(driver);
        await cluster.WaitUntilEmptyAsync();

        using RayBuffer<byte> another = driver.CreateBuffer<byte>(MostOfIt);
        Assert.Equal(MostOfIt, another.Length);

        static void Forget(IRayClient driver) => driver.CreateBuffer<byte>(MostOfIt).Span[0] = 1;
    }
}
