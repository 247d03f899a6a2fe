using System.Buffers.Binary;
using MessagePack;
using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Links;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Calls;

/// <summary>Writes calls into the batch of a link.</summary>
internal static class CallSender
{
    /// <summary>Sends a call to a lease or an actor. Returns <see langword="false"/> when the link has ended; the call is untouched then.</summary>
    /// <param name="peer">The executor.</param>
    /// <param name="kind">A task's or an actor's call.</param>
    /// <param name="call">The call.</param>
    /// <param name="route">What gets the place back.</param>
    /// <param name="target">The number of the lease or actor.</param>
    /// <param name="options">What differs from the method's attribute.</param>
    /// <exception cref="RaySerializationException">An argument cannot be sent; nothing was.</exception>
    internal static bool TrySend(PeerLink peer, FrameKind kind, ObjectCell call, CallRoute route, uint target, in WireCallOptions options)
    {
        if (CallPayload.IsLarge(call.Method!))
        {
            return TrySend(peer, kind, call, route, target, options, CallPayload.WriteArguments(peer, call));
        }

        try
        {
            return TrySend(peer, kind, call, route, target, options, default);
        }
        catch (LargeBlockException)
        {
            return TrySend(peer, kind, call, route, target, options, CallPayload.WriteArguments(peer, call));
        }
    }

    private static bool TrySend(PeerLink peer, FrameKind kind, ObjectCell call, CallRoute route, uint target, in WireCallOptions options, ReadOnlyMemory<byte> arguments)
    {
        Link link = peer.Link;
        lock (link.Gate)
        {
            if (link.IsClosed)
            {
                return false;
            }

            ushort method = peer.NumberOf(call.Method!);
            if (!peer.Slots.TryAdd(call, route, out uint slot))
            {
                return false;
            }

            CallFlags flags = (call.HasReferences ? CallFlags.References : CallFlags.None) | (options.IsDefault ? CallFlags.None : CallFlags.Options);
            link.BeginFrame(kind, (byte)flags, method, slot);
            try
            {
                BinaryPrimitives.WriteUInt32LittleEndian(link.Output.GetSpan(sizeof(uint)), target);
                link.Output.Advance(sizeof(uint));
                var writer = new CallWriter(new MessagePackWriter(link.Output), peer.Options);
                if (!options.IsDefault)
                {
                    options.Write(ref writer.Writer);
                }

                if (arguments.IsEmpty)
                {
                    call.WriteArguments(ref writer);
                }
                else
                {
                    writer.Writer.WriteRaw(arguments.Span);
                }

                writer.Writer.Flush();
                link.EndFrame();
            }
            catch (Exception exception)
            {
                link.DropFrame();
                peer.Slots.Take(slot, out _);
                throw exception is RayException ? exception : new RaySerializationException($"The arguments of {call.Method} cannot be sent: {exception.Message}", exception);
            }
        }

        peer.Touch();
        return true;
    }
}
