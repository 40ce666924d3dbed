/**
 * ECSs: those that a stack makes, with their images and disks, and those that exist already. What they are for, a source,
 * a target or a test, is none of their business.
 */
export { Image, type ImageProps } from './image';
export { Server, type IServer, type ServerProps } from './server';
export { type SystemDisk } from './system-disk';
