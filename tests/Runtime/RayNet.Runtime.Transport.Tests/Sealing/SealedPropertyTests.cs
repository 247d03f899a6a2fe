using RayNet.Runtime.Transport.Sealing;

namespace RayNet.Runtime.Transport.Tests.Sealing;

/// <summary>Random sizes of sends, receives and keys, and random changes on the way.</summary>
public sealed class SealedPropertyTests
{
    private const int Rounds = 60;

    [Fact]
    public async Task Whatever_is_sent_in_whatever_pieces_arrives_and_what_is_changed_does_not()
    {
        int seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (int round = 0; round < Rounds; round++)
        {
            string name = $"seed {seed}, round {round}";
            byte[] sent = new byte[random.Next(1, random.Next(2) == 0 ? 5_000 : 900_000)];
            random.NextBytes(sent);
            byte[] wire = await SealAsync(sent, random, out uint blocksPerKey);
            (byte[] received, Exception? failure) = await OpenAsync(wire, blocksPerKey, random);
            Assert.True(failure is null && sent.AsSpan().SequenceEqual(received), $"{name}: {failure}");

            int at = random.Next(wire.Length);
            wire[at] ^= (byte)(1 << random.Next(8));
            (received, failure) = await OpenAsync(wire, blocksPerKey, random);

            Assert.True(failure is IOException, $"{name}: byte {at} of {wire.Length} was changed, and {failure?.ToString() ?? "nobody noticed"}");
            Assert.True(received.Length < sent.Length && sent.AsSpan().StartsWith(received), $"{name}: byte {at} of {wire.Length} was changed, and other bytes were given out.");
        }
    }

    private static Task<byte[]> SealAsync(byte[] bytes, Random random, out uint blocksPerKey)
    {
        uint blocks = (uint)random.Next(1, 5);
        blocksPerKey = blocks;
        int largest = random.Next(1, 400_000);
        return RunAsync();

        async Task<byte[]> RunAsync()
        {
            var wire = new WireChannel([]);
            await using SealedChannel end = SealedEnds.First(wire, blocks);
            for (int position = 0, count; position < bytes.Length; position += count)
            {
                count = Math.Min(bytes.Length - position, Math.Max(bytes.Length / 50, random.Next(1, largest + 1)));
                await end.SendAsync(bytes.AsMemory(position, count), CancellationToken.None);
            }

            return wire.Sent;
        }
    }

    private static async Task<(byte[] Received, Exception? Failure)> OpenAsync(byte[] wire, uint blocksPerKey, Random random)
    {
        await using SealedChannel end = SealedEnds.Second(new WireChannel(wire), blocksPerKey);
        var all = new MemoryStream();
        byte[] buffer = new byte[random.Next(100, 400_000)];
        try
        {
            while (await end.ReceiveAsync(buffer.AsMemory(0, random.Next(1 + (buffer.Length / 2), buffer.Length + 1)), CancellationToken.None) is > 0 and int count)
            {
                all.Write(buffer, 0, count);
            }

            return (all.ToArray(), null);
        }
        catch (IOException exception)
        {
            return (all.ToArray(), exception);
        }
    }

    /// <summary>Keeps what is sent, and gives what was there.</summary>
    private sealed class WireChannel(byte[] bytes) : IByteChannel
    {
        private readonly MemoryStream _sent = new();
        private readonly MemoryStream _received = new(bytes);

        public bool SharesMemory => false;

        internal byte[] Sent => _sent.ToArray();

        public ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken) => ValueTask.FromResult(_received.Read(buffer.Span));

        public ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
        {
            _sent.Write(bytes.Span);
            return ValueTask.CompletedTask;
        }

        public void Abort()
        {
            // Nobody waits here.
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
