using RayNet.Runtime.Control;
using RayNet.Runtime.Head;
using RayNet.Runtime.Head.Sessions;
using RayNet.Runtime.Rpc;
using RayNet.Runtime.Rpc.Hubs;

namespace RayNet.Runtime.Server.Hosting;

/// <summary>Serves the head's hub: one session for each connection, which hears when the connection breaks, and can end it.</summary>
internal static class NodeHubHost
{
    internal static RpcDispatcher AddNodeHub(this RpcDispatcher dispatcher, ClusterHead head, HubOptions options) =>
        dispatcher.AddNodeHub(caller => Connect(head, caller), options);

    private static NodeSession Connect(ClusterHead head, HubCaller<INodeReceiver> caller)
    {
        NodeSession session = head.Connect(caller.Receiver, _ => caller.Close?.Invoke() ?? Task.CompletedTask);
        caller.Disconnected.UnsafeRegister(static state => ((NodeSession)state!).Disconnect("The connection broke."), session);
        return session;
    }
}
