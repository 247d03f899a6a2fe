using System.Runtime.CompilerServices;

namespace RayNet.Runtime.Rpc.Hubs;

/// <summary>The messages of what is told to many, as long as the value lives.</summary>
internal static class BroadcastFrames
{
    private static readonly ConditionalWeakTable<IBroadcast, Frame> s_frames = [];

    /// <summary>The encoded call, or <see langword="null"/> where its argument is meant for one client.</summary>
    internal static byte[]? Of<TReceiver, TArguments>(HubPush<TReceiver, TArguments> method, TArguments arguments)
    {
        if (arguments is not IBroadcast told)
        {
            return null;
        }

        if (s_frames.TryGetValue(told, out Frame? known) && ReferenceEquals(known.Method, method))
        {
            return known.Bytes;
        }

        // Two threads may both encode it, and get the same.
        byte[] bytes = HubFrame.Call(method.Id, method.Arguments, arguments);
        s_frames.AddOrUpdate(told, new Frame(method, bytes));
        return bytes;
    }

    private sealed record Frame(object Method, byte[] Bytes);
}
