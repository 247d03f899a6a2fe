using System.ComponentModel;
using MessagePack;

namespace RayNet.CompilerServices;

/// <summary>Reads the arguments of a call that <see cref="CallWriter"/> wrote. Used by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct CallReader
{
    internal MessagePackReader Reader;

    private readonly MessagePackSerializerOptions _options;

    internal CallReader(MessagePackReader reader, MessagePackSerializerOptions options)
    {
        Reader = reader;
        _options = options;
    }

    /// <summary>Reads a value.</summary>
    /// <typeparam name="T">Its type, as the parameter declares it.</typeparam>
    /// <exception cref="RaySerializationException">The bytes are not such a value.</exception>
    public T Read<T>()
    {
        try
        {
            return RayFormatterResolver.Get<T>().Deserialize(ref Reader, _options);
        }
        catch (Exception exception) when (!RaySerializer.IsPlain(exception))
        {
            throw RaySerializer.Failed<T>("deserialized", exception);
        }
    }

    /// <summary>Reads a value or a reference; the argument holds the reference until it is released.</summary>
    /// <typeparam name="T">The type of the value, as the parameter declares it.</typeparam>
    /// <exception cref="RaySerializationException">The bytes are neither.</exception>
    public Arg<T> ReadArg<T>()
    {
        try
        {
            if (Reader.NextCode != MessagePackCode.MinFixArray + 1)
            {
                return Arg<T>.From(WireOptions.ContextOf(_options, typeof(ObjectRef<T>)).ReadReference<T>(ref Reader));
            }

            Reader.ReadArrayHeader();
            return Arg<T>.From(RayFormatterResolver.Get<T>().Deserialize(ref Reader, _options));
        }
        catch (Exception exception) when (!RaySerializer.IsPlain(exception))
        {
            throw RaySerializer.Failed<T>("deserialized", exception);
        }
    }
}
