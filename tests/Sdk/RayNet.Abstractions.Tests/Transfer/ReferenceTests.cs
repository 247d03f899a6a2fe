using System.Buffers;
using MessagePack;
using RayNet.Abstractions.Tests.Remote;
using RayNet.CompilerServices;

namespace RayNet.Abstractions.Tests.Transfer;

/// <summary>Who holds the references of a call that was read.</summary>
public sealed class ReferenceTests
{
    [Fact]
    public void A_call_that_was_read_holds_its_references_until_it_releases_its_arguments()
    {
        var book = new WireBook();
        ObjectRef<int> reference = CallZoo.Ref(4);
        ObjectCell<int> cell = reference.Cell;
        ObjectCell call = RecordingRuntime.Record(() => Tasks.AddRemote(reference, 2));
        ObjectCell copy = book.Read(call.Method!, call.HasReferences, book.Write(call));

        reference.Dispose();
        call.ReleaseArguments();
        Assert.False(cell.IsUnreferenced);

        copy.ReleaseArguments();
        Assert.True(cell.IsUnreferenced);
    }

    [Fact]
    public void A_reference_inside_a_value_is_held_by_the_ObjectRef_that_was_read()
    {
        var book = new WireBook();
        ObjectRef<int> reference = CallZoo.Ref(4);
        ObjectCell<int> cell = reference.Cell;
        List<ObjectRef<int>> read = RoundTrip(book, new List<ObjectRef<int>> { reference });

        reference.Dispose();
        Assert.Equal(4, Assert.Single(read).Cell.GetResult());

        read[0].Dispose();
        Assert.True(cell.IsUnreferenced);
    }

    [Fact]
    public void A_disposed_reference_is_not_written()
    {
        ObjectRef<int> reference = CallZoo.Ref(4);
        reference.Dispose();

        Assert.Throws<ObjectReleasedException>(() => RoundTrip(new WireBook(), reference));
    }

    // Row 73
    [Fact]
    public void Outside_of_remote_calls_a_reference_is_refused()
    {
        RaySerializationException written = Assert.Throws<RaySerializationException>(() => RaySerializer.Serialize(CallZoo.Ref(4)));
        RaySerializationException read = Assert.Throws<RaySerializationException>(() => RaySerializer.Deserialize<ObjectRef<int>>(new byte[] { 1 }));

        Assert.Contains("travels only inside remote calls", written.Message, StringComparison.Ordinal);
        Assert.Contains("travels only inside remote calls", read.Message, StringComparison.Ordinal);
        Assert.Throws<RaySerializationException>(() => WriteArgument(CallZoo.Ref(4), RaySerializer.Options));
    }

    [Fact]
    public void The_options_keep_their_context_when_they_are_changed()
    {
        var book = new WireBook();
        var changed = (WireOptions)book.Options.WithOldSpec(true);

        Assert.Same(book, changed.Context);
        Assert.Same(RaySerializer.Options.Resolver, changed.Resolver);
        Assert.Same(MessagePackSecurity.UntrustedData, changed.Security);
    }

    private static void WriteArgument(Arg<int> argument, MessagePackSerializerOptions options)
    {
        var writer = new CallWriter(new MessagePackWriter(new ArrayBufferWriter<byte>()), options);
        writer.Write(in argument);
    }

    private static T RoundTrip<T>(WireBook book, T value)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var writer = new CallWriter(new MessagePackWriter(bytes), book.Options);
        writer.Write(value);
        writer.Writer.Flush();
        return new CallReader(new MessagePackReader(bytes.WrittenMemory), book.Options).Read<T>();
    }
}
