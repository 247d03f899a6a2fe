using RayNet.Runtime.Control;

namespace RayNet.Runtime.Cluster.Actors;

/// <content>The actor leaves a node that leaves: what was sent there ends there, and later calls wait for its next place.</content>
internal sealed partial class RemoteActor
{
    private bool _isMoving;

    /// <summary>Whether the loss of its worker is wanted. Taken once.</summary>
    internal bool TakeMove()
    {
        lock (_gate)
        {
            bool isMoving = _isMoving;
            _isMoving = false;
            return isMoving;
        }
    }

    /// <summary>No further call is sent to its worker. The place is given back when the last one has ended; the node ends the worker then, and the actor is built elsewhere.</summary>
    /// <returns><see langword="false"/> where it cannot move now: it is not built yet, or ends anyway.</returns>
    internal bool TryBeginMove()
    {
        lock (_gate)
        {
            if (State != ActorLiveness.Alive || !_site.IsBuilt || _terminating || _peer is null)
            {
                return false;
            }

            _isMoving = true;
            _peer = null;
        }

        GiveUpPlaceIfIdle();
        return true;
    }

    private void GiveUpPlaceIfIdle()
    {
        lock (_gate)
        {
            if (!_isMoving || _inFlight > 0)
            {
                return;
            }
        }

        Owner.Actors.ReturnPlace(this);
    }
}
