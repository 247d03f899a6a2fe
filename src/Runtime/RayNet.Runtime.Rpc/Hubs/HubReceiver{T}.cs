using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;

namespace RayNet.Runtime.Rpc.Hubs;

/// <summary>Hands what a server calls to a receiver by the generated callbacks.</summary>
internal sealed class HubReceiver<TReceiver>(FrozenDictionary<int, HubCallback<TReceiver>> callbacks, TReceiver receiver) : HubReceiver
{
    internal override bool TryReceive(int methodId, ReadOnlySequence<byte> arguments)
    {
        if (callbacks.GetValueOrDefault(methodId) is not HubPush<TReceiver> push)
        {
            return false;
        }

        push.Receive(receiver, arguments);
        return true;
    }

    internal override Task? TryAnswer(int methodId, ReadOnlySequence<byte> arguments, IBufferWriter<byte> result, CancellationToken cancellationToken) =>
        callbacks.GetValueOrDefault(methodId) is HubQuestion<TReceiver> question ? question.AnswerAsync(receiver, arguments, result, cancellationToken) : null;

    internal override string NameOf(int methodId) => callbacks.GetValueOrDefault(methodId)?.Name ?? methodId.ToString(CultureInfo.InvariantCulture);
}
