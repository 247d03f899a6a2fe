namespace RayNet.Runtime.Tests.Objects;

public sealed class BufferTests
{
    [Fact]
    public async Task A_buffer_that_was_filled_and_sealed_is_read_without_a_copy()
    {
        await using TestCluster cluster = TestCluster.Start();
        using RayBuffer<int> buffer = Ray.CreateBuffer<int>(100);
        Span<int> written = buffer.Span;
        for (int i = 0; i < buffer.Length; i++)
        {
            written[i] = i;
        }

        ObjectRef<ReadOnlyMemory<int>> sealedNumbers = buffer.Seal();
        ReadOnlyMemory<int> first = Ray.Get(sealedNumbers);
        ReadOnlyMemory<int> second = Ray.Get(sealedNumbers);

        Assert.Equal(Enumerable.Range(0, 100), first.ToArray());
        Assert.True(first.Span == second.Span);
        Assert.True(first.Span == written);
    }

    [Fact]
    public async Task A_sealed_buffer_is_not_written_any_more()
    {
        await using TestCluster cluster = TestCluster.Start();
        RayBuffer<byte> buffer = Ray.CreateBuffer<byte>(10);
        Memory<byte> memory = buffer.Memory;
        using ObjectRef<ReadOnlyMemory<byte>> reference = buffer.Seal();

        Assert.Throws<ObjectDisposedException>(() => buffer.Span[0] = 1);
        Assert.Throws<ObjectDisposedException>(() => memory.Span[0] = 1);
        Assert.Throws<ObjectDisposedException>(() => buffer.Seal());
        buffer.Dispose();
        Assert.Equal(10, Ray.Get(reference).Length);
    }

    [Fact]
    public async Task A_disposed_buffer_is_neither_written_nor_sealed()
    {
        await using TestCluster cluster = TestCluster.Start();
        RayBuffer<byte> buffer = Ray.CreateBuffer<byte>(10);
        buffer.Dispose();

        Assert.Throws<ObjectDisposedException>(() => buffer.Span[0] = 1);
        Assert.Throws<ObjectDisposedException>(() => buffer.Seal());
    }

    [Fact]
    public async Task Only_numbers_and_characters_have_buffers()
    {
        await using TestCluster cluster = TestCluster.Start();

        RaySerializationException refused = Assert.Throws<RaySerializationException>(() => Ray.CreateBuffer<DateTime>(1));
        Assert.Contains("System.DateTime", refused.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Ray.CreateBuffer<int>(-1));
    }
}
