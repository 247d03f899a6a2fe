namespace RayNet.Contracts;

/// <summary>What a line of a contracts file is about. The order is that of the lines of one owner.</summary>
internal enum ContractKind
{
    /// <summary>An actor class.</summary>
    Actor,

    /// <summary>A constructor of an actor.</summary>
    Constructor,

    /// <summary>A method of an actor.</summary>
    Method,

    /// <summary>The state of an actor that survives a restart.</summary>
    State,

    /// <summary>A remote task.</summary>
    Task,

    /// <summary>A method of an RPC interface.</summary>
    Rpc,

    /// <summary>A class, struct or union that travels.</summary>
    Type,

    /// <summary>A member of a class or struct.</summary>
    Member,

    /// <summary>An implementation of a union.</summary>
    Case,

    /// <summary>An enum that travels.</summary>
    Enum,

    /// <summary>A named value of an enum.</summary>
    Value,
}
