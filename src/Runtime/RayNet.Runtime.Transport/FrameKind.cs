namespace RayNet.Runtime.Transport;

/// <summary>What a frame means. Numbers are part of the protocol and never reused.</summary>
internal enum FrameKind : byte
{
    None = 0,
    Hello = 1,
    Welcome = 2,
    Refuse = 3,

    /// <summary>The sender closes the link; the payload says why.</summary>
    Goodbye = 4,

    /// <summary>Gives a number to a method; later frames name it by that.</summary>
    DefineMethod = 10,
    Call = 11,
    ActorCall = 12,
    CreateActor = 13,
    Reply = 14,
    ReplyStored = 15,
    Error = 16,
    Cancel = 17,
    StreamItem = 18,
    StreamCredit = 19,
    KillActor = 20,
    TerminateActor = 21,
    ActorState = 22,
    ActorDisposed = 23,

    /// <summary>Ends what a lease held on the worker.</summary>
    EndLease = 24,

    AddBorrow = 30,
    BorrowAdded = 31,
    ReleaseBorrow = 32,
    GetValue = 33,
    ReleaseTransfer = 34,
    ReleaseBuffer = 35,
    HandleHeld = 36,
    HandleDropped = 37,

    /// <summary>Asks the owner of an actor where it is, and its answer.</summary>
    FindActor = 38,
    ActorPlace = 39,

    /// <summary>The saved state of an actor, for its owner, and whether the owner keeps it.</summary>
    Snapshot = 45,
    SnapshotKept = 46,

    /// <summary>A control call over the link, its answer, its failure.</summary>
    Request = 40,
    Response = 41,
    ResponseError = 42,
    RequestCancel = 43,
    Notice = 44,
}
