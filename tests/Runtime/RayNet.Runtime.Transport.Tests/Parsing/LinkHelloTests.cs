using System.Buffers;
using CsCheck;

namespace RayNet.Runtime.Transport.Tests.Parsing;

/// <summary>Greetings of anybody.</summary>
public sealed class LinkHelloTests(ITestOutputHelper output)
{
    private static readonly LinkHello Full = new()
    {
        Protocol = 3,
        OldestProtocol = 2,
        Version = "1.0.0-rc",
        Kind = ProcessKind.Node,
        Process = ulong.MaxValue,
        Node = new NodeId(1, 2),
        Job = new JobId(3, 4),
        BuildId = "b",
        Token = "t",
        ProcessId = 99,
        Lane = "/tmp/x",
        HasRings = true,
    };

    [Fact]
    public void A_greeting_is_read_as_it_was_written() => Assert.Equal(Full, LinkHello.Read(Write(Full)));

    [Fact]
    public void Fields_of_later_versions_are_not_read()
    {
        byte[] bytes = Write(Full);
        byte[] longer = [.. bytes, 0xC3];
        longer[0]++;
        Assert.Equal(Full, LinkHello.Read(longer));
    }

    [Fact]
    public void Fields_that_an_earlier_version_does_not_write_are_not_set()
    {
        byte[] earlier = Write(Full with { HasRings = true })[..^1];
        earlier[0]--;
        Assert.Equal(Full with { HasRings = false }, LinkHello.Read(earlier));
    }

    [Fact]
    public void A_text_that_is_too_long_is_an_error() =>
        Assert.Equal(LinkError.Protocol, Assert.Throws<LinkException>(() => LinkHello.Read(Write(Full with { BuildId = new string('x', 5_000) }))).Error);

    [Fact]
    public void A_text_that_claims_more_than_any_text_can_have_is_an_error()
    {
        byte[] bytes = Write(Full);
        bytes.AsSpan(3, 5).Fill(0xFF);
        bytes[3] = 0xDB;
        Assert.Equal(LinkError.Protocol, Assert.Throws<LinkException>(() => LinkHello.Read(bytes)).Error);
    }

    [Fact]
    public void Any_bytes_are_a_greeting_or_an_error() =>
        Gen.OneOf(Gen.Byte.Array[0, 200], Gen.Select(Gen.Int[0, 1_000], Gen.Byte).Array[1, 4].Select(changes =>
        {
            byte[] bytes = Write(Full);
            foreach ((int at, byte value) in changes)
            {
                bytes[at % bytes.Length] = value;
            }

            return bytes;
        }), Gen.Int[0, 100].Select(length => Write(Full).Take(length).ToArray())).Sample(
            bytes =>
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                try
                {
                    LinkHello.Read(bytes);
                }
                catch (LinkException exception)
                {
                    Assert.Equal(LinkError.Protocol, exception.Error);
                }

                Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
            },
            writeLine: output.WriteLine,
            iter: 5_000);

    private static byte[] Write(LinkHello hello)
    {
        var bytes = new ArrayBufferWriter<byte>();
        hello.Write(bytes);
        return bytes.WrittenSpan.ToArray();
    }
}
