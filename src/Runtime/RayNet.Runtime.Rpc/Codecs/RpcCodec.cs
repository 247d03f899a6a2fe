using System.Buffers;
using MessagePack;

namespace RayNet.Runtime.Rpc;

/// <summary>Writes and reads the arguments or the result of a call as one MessagePack value, as MagicOnion does.</summary>
/// <typeparam name="T">The value.</typeparam>
internal abstract class RpcCodec<T>
{
    internal abstract void Write(ref MessagePackWriter writer, T value);

    internal abstract T Read(ref MessagePackReader reader);

    /// <summary>Writes a whole message.</summary>
    internal void Encode(IBufferWriter<byte> output, T value)
    {
        var writer = new MessagePackWriter(output);
        Write(ref writer, value);
        writer.Flush();
    }

    /// <summary>Reads a whole message; what follows the value is ignored. Nothing of the result refers to the input.</summary>
    internal T Decode(in ReadOnlySequence<byte> input)
    {
        var reader = new MessagePackReader(input);
        return Read(ref reader);
    }
}
